package io.cloister.platform.persistence;

import io.cloister.platform.CurrentActor;
import io.cloister.platform.DataDirectory;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

    @Bean
    DataDirectory dataDirectory(DatabaseSettings settings) {
        return new DataDirectory(settings.data());
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource, CurrentActor currentActor) {
        return new ActorTransactionManager(JdbcClient.create(dataSource), currentActor);
    }
}
