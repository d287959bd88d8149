package io.cloister;

import io.cloister.platform.Console;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Cloister, from the command line. */
@Modulithic(systemName = "Cloister", sharedModules = "platform")
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class CloisterApplication {

    public static void main(String[] arguments) {
        Console.main(CloisterApplication.class, arguments);
    }
}
