package io.cloister.access;

import io.cloister.platform.Actor;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationSuccessHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** The one chain that every request passes. What is not named here needs a signed-in person. */
@Configuration(proxyBeanMethods = false)
@EnableMethodSecurity
class SignInConfiguration {

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    @ConditionalOnWebApplication
    SecurityFilterChain portal(HttpSecurity http, SignInAudit audit, SignInRequired signInRequired) {
        http.authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/login", "/set-up", "/assets/**", "/favicon.svg", "/error", "/actuator/health/**")
                        .permitAll()
                        // Here too, so that a body is not even read for anybody else.
                        .requestMatchers("/admin/**", "/api/admin/**")
                        .hasRole("ADMIN")
                        .anyRequest()
                        .authenticated())
                .formLogin(login -> login.loginPage("/login")
                        .successHandler(new AuditedSignIn(audit))
                        .failureHandler(new AuditedRefusal(audit)))
                .logout(logout -> logout.logoutRequestMatcher(
                                PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/logout"))
                        .addLogoutHandler((_, _, authentication) -> signedOut(audit, authentication))
                        .logoutSuccessUrl("/login?signed-out")
                        .deleteCookies("JSESSIONID"))
                .exceptionHandling(exceptions -> exceptions.authenticationEntryPoint(signInRequired))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(permissions ->
                                permissions.policy("camera=(), microphone=(), geolocation=(), payment=()")))
                .sessionManagement(sessions -> sessions.invalidSessionStrategy(signInRequired));
        return http.build();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    private static void signedOut(SignInAudit audit, @Nullable Authentication authentication) {
        if (authentication != null && authentication.getPrincipal() instanceof Actor actor) {
            audit.signedOut(actor.actorId().value());
        }
    }

    /** A sign-in that cannot be put on record does not happen. */
    private static final class AuditedSignIn extends SimpleUrlAuthenticationSuccessHandler {

        private final SignInAudit audit;

        AuditedSignIn(SignInAudit audit) {
            super("/");
            this.audit = audit;
        }

        @Override
        public void onAuthenticationSuccess(
                HttpServletRequest request, HttpServletResponse response, Authentication authentication)
                throws IOException, ServletException {
            try {
                if (authentication.getPrincipal() instanceof Actor actor) {
                    audit.signedIn(actor.actorId().value());
                }
            } catch (RuntimeException e) {
                request.getSession().invalidate();
                throw e;
            }
            super.onAuthenticationSuccess(request, response, authentication);
        }
    }

    private static final class AuditedRefusal extends SimpleUrlAuthenticationFailureHandler {

        private final SignInAudit audit;

        AuditedRefusal(SignInAudit audit) {
            super("/login?error");
            this.audit = audit;
        }

        @Override
        public void onAuthenticationFailure(
                HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
                throws IOException, ServletException {
            audit.refused(request.getParameter("username"));
            super.onAuthenticationFailure(request, response, exception);
        }
    }
}
