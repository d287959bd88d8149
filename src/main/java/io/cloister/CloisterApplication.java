package io.cloister;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts Cloister. */
@SpringBootApplication
public class CloisterApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(CloisterApplication.class, arguments);
    }
}
