package io.cloister.audit.recording;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RecordingConfiguration {

    @Bean
    InstanceId instanceId() {
        return InstanceId.random();
    }
}
