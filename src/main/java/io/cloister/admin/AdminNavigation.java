package io.cloister.admin;

import io.cloister.platform.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AdminNavigation {

    @Bean
    NavigationEntry administrationForAdmins() {
        return new NavigationEntry("admin.navigation", "/admin", "ADMIN", "layout-dashboard", 10);
    }
}
