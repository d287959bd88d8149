package io.cloister.portal;

import io.cloister.platform.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.springframework.boot.test.context.TestComponent;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The sign-in table as the demonstration leaves it. */
@TestComponent
class DemoPeople {

    private final DataDirectory directory;

    DemoPeople(DataDirectory directory) {
        this.directory = directory;
    }

    Line of(String username) {
        return all().stream()
                .filter(line -> line.username().equals(username))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(username));
    }

    List<Line> all() {
        try {
            return new JsonMapper()
                    .readValue(
                            Files.readString(directory.root().resolve("demo-people.json")), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Line(String username, String password, String name, String department, String role) {}
}
