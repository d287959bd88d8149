package io.cloister.audit.web;

import io.cloister.platform.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuditNavigation {

    private static final String OFFICER = "COMPLIANCE_OFFICER";

    @Bean
    NavigationEntry trailForOfficers() {
        return new NavigationEntry("audit.navigation", "/audit", OFFICER, "scroll-text", 10);
    }

    @Bean
    NavigationEntry verificationForOfficers() {
        return new NavigationEntry("audit.verification.navigation", "/audit/verification", OFFICER, "shield-check", 20);
    }
}
