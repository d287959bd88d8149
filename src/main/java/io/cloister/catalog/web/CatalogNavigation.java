package io.cloister.catalog.web;

import io.cloister.platform.DashboardCard;
import io.cloister.platform.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CatalogNavigation {

    private static final String PATH = "/admin/models";

    @Bean
    NavigationEntry modelsForAdmins() {
        return new NavigationEntry("catalog.navigation", PATH, "ADMIN", "cpu", 20);
    }

    @Bean
    DashboardCard modelsCard() {
        return new DashboardCard("catalog.models.title", "catalog.card", PATH, 10);
    }
}
