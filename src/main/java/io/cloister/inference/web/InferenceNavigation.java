package io.cloister.inference.web;

import io.cloister.platform.DashboardCard;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InferenceNavigation {

    @Bean
    DashboardCard runningModelsCard() {
        return new DashboardCard("inference.running.title", "inference.running.card", "/admin/running-models", 15);
    }
}
