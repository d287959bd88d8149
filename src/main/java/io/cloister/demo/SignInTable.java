package io.cloister.demo;

import io.cloister.platform.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Who can sign in to the sample organisation; kept beside the data, readable by its owner only. */
@Component
@ConditionalOnProperty("cloister.demo.enabled")
class SignInTable {

    private final Path file;
    private final JsonMapper json;
    private final WebServerApplicationContext context;

    SignInTable(DataDirectory directory, JsonMapper json, WebServerApplicationContext context) {
        this.file = directory.root().resolve("demo-people.json");
        this.json = json;
        this.context = context;
    }

    boolean exists() {
        return Files.exists(file);
    }

    String passwordOf(String username) {
        return read().stream()
                .filter(line -> line.username().equals(username))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(file + " does not know " + username))
                .password();
    }

    private List<Line> read() {
        return json.readValue(file, new TypeReference<>() {});
    }

    void write(List<Line> lines) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, json.writerWithDefaultPrettyPrinter().writeValueAsString(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints the address and the table on the console, for the person who started the demonstration. */
    void print() {
        System.out.printf("%n  Cloister is ready: http://localhost:%d%n%n", port());
        if (exists()) {
            System.out.printf("  %-10s %-42s %-18s %-16s %s%n", "user", "password", "name", "department", "role");
            read().forEach(line -> System.out.printf(
                    "  %-10s %-42s %-18s %-16s %s%n",
                    line.username(), line.password(), line.name(), line.department(), line.role()));
        }
        System.out.printf("%n  Stop with Ctrl-C.%n%n");
    }

    private int port() {
        var server = context.getWebServer();
        return server == null ? -1 : server.getPort();
    }

    record Line(String username, String password, String name, String department, String role) {

        @Override
        public String toString() {
            return username;
        }
    }
}
