package io.cloister.platform;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the portal until the process is told to stop. */
@Command(description = "Serves the portal")
final class ServeCommand implements Callable<Integer> {

    static final int SERVING = -1;

    private final Class<?> application;
    private final boolean demo;

    @Option(names = "--port", description = "the port to listen on")
    private @Nullable Integer port;

    @Option(names = "--data", description = "the data directory")
    private @Nullable Path data;

    ServeCommand(Class<?> application, boolean demo) {
        this.application = application;
        this.demo = demo;
    }

    @Override
    public Integer call() {
        Map<String, Object> settings = new HashMap<>();
        settings.put("cloister.demo.enabled", demo);
        if (port != null) {
            settings.put("server.port", port);
        }
        if (data != null) {
            settings.put("cloister.data", data.toString());
        }
        SpringApplication spring = new SpringApplication(application);
        spring.setMainApplicationClass(application);
        spring.addInitializers(context -> context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("command-line", settings)));
        try {
            spring.run();
            return SERVING;
        } catch (RuntimeException reported) {
            return 1; // the failure reporter has said why
        }
    }
}
