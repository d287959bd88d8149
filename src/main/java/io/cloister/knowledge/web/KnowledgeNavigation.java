package io.cloister.knowledge.web;

import io.cloister.platform.DashboardCard;
import io.cloister.platform.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class KnowledgeNavigation {

    private static final String GRANTS = "/admin/collections";

    @Bean
    NavigationEntry collectionsForEmployees() {
        return new NavigationEntry("knowledge.navigation", "/collections", "EMPLOYEE", "folder", 20);
    }

    @Bean
    NavigationEntry collectionsForDepartmentManagers() {
        return new NavigationEntry("knowledge.navigation", "/collections", "DEPARTMENT_MANAGER", "folder", 20);
    }

    @Bean
    NavigationEntry collectionGrantsForAdmins() {
        return new NavigationEntry("knowledge.navigation", GRANTS, "ADMIN", "folder", 30);
    }

    @Bean
    DashboardCard collectionGrantsCard() {
        return new DashboardCard("knowledge.grants.title", "knowledge.card", GRANTS, 20);
    }
}
