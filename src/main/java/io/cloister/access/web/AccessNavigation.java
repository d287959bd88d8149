package io.cloister.access.web;

import io.cloister.platform.DashboardCard;
import io.cloister.platform.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccessNavigation {

    private static final String PATH = "/admin/people";
    private static final String KEYS = "/keys";
    private static final String ALL_KEYS = "/admin/keys";

    @Bean
    NavigationEntry peopleForAdmins() {
        return new NavigationEntry("access.navigation", PATH, "ADMIN", "users", 40);
    }

    @Bean
    NavigationEntry keysForEmployees() {
        return new NavigationEntry("access.keys.navigation", KEYS, "EMPLOYEE", "key-round", 70);
    }

    @Bean
    NavigationEntry keysForDepartmentManagers() {
        return new NavigationEntry("access.keys.navigation", KEYS, "DEPARTMENT_MANAGER", "key-round", 70);
    }

    @Bean
    NavigationEntry keysForAdmins() {
        return new NavigationEntry("access.keys.navigation", ALL_KEYS, "ADMIN", "key-round", 45);
    }

    @Bean
    DashboardCard keysCard() {
        return new DashboardCard("access.keys.all", "access.keys.card", ALL_KEYS, 35);
    }

    @Bean
    DashboardCard peopleCard() {
        return new DashboardCard("access.people.title", "access.card", PATH, 30);
    }
}
