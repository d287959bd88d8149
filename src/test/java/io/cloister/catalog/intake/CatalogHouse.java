package io.cloister.catalog.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.access.People;
import io.cloister.access.Role;
import io.cloister.platform.DataDirectory;
import io.cloister.platform.persistence.TestDatabases;
import io.cloister.portal.HttpVisit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A house with one person of each role who use the portal by program, and what its trail and its disk hold. */
final class CatalogHouse {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PASSWORD = "a long enough sentence";

    private final People people;
    private final DataDirectory directory;
    private final String database;
    private final ObjectProvider<WebServerApplicationContext> context;
    private final Map<Role, HttpVisit> visits = new EnumMap<>(Role.class);

    CatalogHouse(
            People people,
            DataDirectory directory,
            Environment environment,
            ObjectProvider<WebServerApplicationContext> context) {
        this.people = people;
        this.directory = directory;
        this.database = environment.getRequiredProperty("cloister.test.database");
        this.context = context;
    }

    HttpVisit admin() {
        return visit(Role.ADMIN);
    }

    /** Everybody signs in once and keeps the session. */
    synchronized HttpVisit visit(Role role) {
        return visits.computeIfAbsent(role, one -> {
            var department = people.addDepartment("Department of " + one);
            String username = one.name().toLowerCase(Locale.ROOT).replace('_', '-');
            people.add(new People.NewPerson(username, "Somebody", PASSWORD, department.id(), Set.of(one)));
            int port =
                    Objects.requireNonNull(context.getObject().getWebServer()).getPort();
            HttpVisit visit = new HttpVisit(URI.create("http://localhost:" + port));
            visit.signIn(username, PASSWORD);
            return visit;
        });
    }

    /** Asks for an import and returns its id. */
    UUID start(Map<String, String> order) {
        var answer = admin().post("/api/admin/model-imports", order);
        if (answer.statusCode() != 202) {
            throw new AssertionError(answer.body());
        }
        return UUID.fromString(JSON.readTree(answer.body()).path("id").asString());
    }

    JsonNode job(UUID id) {
        return admin().json("/api/admin/model-imports/" + id);
    }

    /** The import when it has ended. */
    JsonNode ended(UUID id) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> job(id), job -> job.hasNonNull("endedAt"));
    }

    /** Brings a model in and returns its id. */
    UUID done(Map<String, String> order) {
        UUID id = start(order);
        JsonNode job = ended(id);
        assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("done");
        return id;
    }

    /** Brings in what cannot come in, of which nothing stays; returns what is wrong with it. */
    String failed(Map<String, String> order) {
        UUID id = start(order);
        JsonNode job = ended(id);
        assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("failed");
        assertThat(query("SELECT name FROM catalog.model")).doesNotContain(order.get("name"));
        assertThat(folder(id)).doesNotExist();
        assertThat(staged()).doesNotContain(id.toString());
        return job.path("problem").asString();
    }

    JsonNode model(String name) {
        return admin().json("/api/admin/models")
                .valueStream()
                .filter(model -> model.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no model " + name));
    }

    Path folder(UUID model) {
        return directory.models().resolve(model.toString());
    }

    Path staging() {
        return directory.models().resolve(".staging");
    }

    /** What lies in the private folder of intake, uploads and kept downloads included. */
    List<String> staged() {
        return names(staging());
    }

    static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Events of the trail about a model, oldest first. */
    List<JsonNode> events(UUID model) {
        List<JsonNode> events = new ArrayList<>();
        query("SELECT body::text FROM audit.event WHERE target_id = '%s' ORDER BY occurred_us, event_id"
                        .formatted(model))
                .forEach(body -> events.add(JSON.readTree(body)));
        return events;
    }

    /** The same in short: {@code model.add intent}, {@code model.add failure too-large}. */
    List<String> acts(UUID model) {
        return events(model).stream()
                .map(event -> Stream.of(
                                event.path("action").asString(),
                                event.path("outcome").asString("intent"),
                                event.path("outcome_reason").asString(""))
                        .filter(word -> !word.isEmpty())
                        .reduce((a, b) -> a + " " + b)
                        .orElseThrow())
                .toList();
    }

    List<String> query(String sql) {
        try (Connection connection = TestDatabases.superuser(database);
                var statement = connection.createStatement()) {
            List<String> rows = new ArrayList<>();
            if (statement.execute(sql)) {
                try (var result = statement.getResultSet()) {
                    while (result.next()) {
                        rows.add(result.getString(1));
                    }
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
