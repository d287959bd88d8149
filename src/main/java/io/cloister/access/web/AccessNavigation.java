package io.cloister.access.web;

import io.cloister.platform.DashboardCard;
import io.cloister.platform.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccessNavigation {

    private static final String PATH = "/admin/people";

    @Bean
    NavigationEntry peopleForAdmins() {
        return new NavigationEntry("access.navigation", PATH, "ADMIN", "users", 40);
    }

    @Bean
    DashboardCard peopleCard() {
        return new DashboardCard("access.people.title", "access.card", PATH, 30);
    }
}
