package io.cloister.platform.persistence;

import io.cloister.platform.DataDirectory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Brings a database along where none is configured. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "none")
class EmbeddedDatabaseConfiguration {

    @Bean
    EmbeddedDatabase embeddedDatabase(DataDirectory directory, DatabaseSettings settings) {
        return EmbeddedDatabase.start(directory, settings.pgvector(), settings.binaries());
    }

    @Bean
    JdbcConnectionDetails portalConnection(EmbeddedDatabase database) {
        return new PortalLogin(
                database.url(), DatabaseLogins.PORTAL_NAME, database.logins().portal());
    }

    @Bean
    FlywayConnectionDetails ownerConnection(EmbeddedDatabase database) {
        return new OwnerLogin(
                database.url(), DatabaseLogins.OWNER_NAME, database.logins().owner());
    }

    private record PortalLogin(String getJdbcUrl, String getUsername, String getPassword)
            implements JdbcConnectionDetails {}

    private record OwnerLogin(String getJdbcUrl, String getUsername, String getPassword)
            implements FlywayConnectionDetails {}
}
