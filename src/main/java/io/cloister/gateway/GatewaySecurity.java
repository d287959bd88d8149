package io.cloister.gateway;

import io.cloister.access.ApiKeyCheck;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;

/** The chain of programs: a key in the header {@code Authorization} and nothing else; no session, no cookie, no form. */
@Configuration(proxyBeanMethods = false)
class GatewaySecurity {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnWebApplication
    SecurityFilterChain programs(HttpSecurity http, ApiKeyCheck keys, KeyRequired keyRequired) {
        AuthenticationManager manager =
                presented -> keys.check(((BearerTokenAuthenticationToken) presented).getToken());
        return http.securityMatcher("/v1/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .oauth2ResourceServer(server ->
                        server.authenticationManagerResolver(_ -> manager).authenticationEntryPoint(keyRequired))
                .exceptionHandling(exceptions -> exceptions.authenticationEntryPoint(keyRequired))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives("default-src 'none'")))
                .build();
    }
}
