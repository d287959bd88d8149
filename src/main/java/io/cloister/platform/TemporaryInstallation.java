package io.cloister.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** A whole installation in a temporary folder, for measurements. Nothing of it remains. */
public final class TemporaryInstallation implements AutoCloseable {

    private final Path folder;
    private final Thread removal;
    private final ConfigurableApplicationContext application;

    private TemporaryInstallation(Console console, Path folder) {
        this.folder = folder;
        this.removal = Thread.ofPlatform().unstarted(this::remove);
        // Also where the command is stopped by a signal.
        Runtime.getRuntime().addShutdownHook(removal);
        this.application = console.start(new DataDirectory(folder));
    }

    /** @throws Problem where the environment names an external database, which would not be thrown away */
    public static TemporaryInstallation start(Console console) {
        if (System.getenv("SPRING_DATASOURCE_URL") != null) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "this command makes a database of its own; unset SPRING_DATASOURCE_URL and run it again");
        }
        try {
            return new TemporaryInstallation(console, Files.createTempDirectory("cloister-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ConfigurableApplicationContext application() {
        return application;
    }

    @Override
    public void close() {
        application.close();
        remove();
        Runtime.getRuntime().removeShutdownHook(removal);
    }

    private void remove() {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException left) {
            // In a folder for temporary files the system sweeps it.
        }
    }
}
