package io.cloister.platform.persistence;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * A server of the house's own. Migrations run under {@code spring.flyway.user} where one is given, which is safer, else
 * under the portal's login; in both cases over connections of their own, since the portal's work under a role that may
 * not change tables.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("spring.datasource.url")
class ExternalDatabaseConfiguration {

    @Bean
    FlywayConnectionDetails ownerConnection(Environment environment) {
        String url = environment.getRequiredProperty("spring.datasource.url");
        return new Owner(
                environment.getProperty("spring.flyway.url", url),
                property(environment, "spring.flyway.user", "spring.datasource.username"),
                property(environment, "spring.flyway.password", "spring.datasource.password"));
    }

    private static String property(Environment environment, String first, String second) {
        return environment.getProperty(first, environment.getProperty(second, ""));
    }

    private record Owner(String getJdbcUrl, String getUsername, String getPassword)
            implements FlywayConnectionDetails {}
}
