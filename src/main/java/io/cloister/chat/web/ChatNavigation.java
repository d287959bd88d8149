package io.cloister.chat.web;

import io.cloister.platform.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ChatNavigation {

    @Bean
    NavigationEntry chatForEmployees() {
        return new NavigationEntry("chat.navigation", "/chat", "EMPLOYEE", "message-square", 10);
    }

    @Bean
    NavigationEntry chatForDepartmentManagers() {
        return new NavigationEntry("chat.navigation", "/chat", "DEPARTMENT_MANAGER", "message-square", 10);
    }
}
