package io.cloister.access;

import io.cloister.platform.CurrentActor;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.security.authorization.SpringAuthorizationEventPublisher;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;

/** Puts on record what was refused for want of a role. */
@Configuration(proxyBeanMethods = false)
class DenialAudit {

    private final ApplicationEventPublisher events;
    private final CurrentActor currentActor;

    DenialAudit(ApplicationEventPublisher events, CurrentActor currentActor) {
        this.events = events;
        this.currentActor = currentActor;
    }

    @Bean
    static AuthorizationEventPublisher authorizationEventPublisher(ApplicationEventPublisher events) {
        return new SpringAuthorizationEventPublisher(events);
    }

    @EventListener
    void denied(AuthorizationDeniedEvent<?> event) {
        if (currentActor.find().isPresent()) {
            events.publishEvent(new AccessDenied());
        }
    }
}
