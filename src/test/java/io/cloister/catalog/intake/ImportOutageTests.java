package io.cloister.catalog.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.catalog.ModelFolders;
import io.cloister.platform.persistence.TestDatabases;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;

/** The database goes away while a model comes in, and comes back. */
@CatalogTest
class ImportOutageTests {

    @TempDir
    Path server;

    private final CatalogHouse house;
    private final Gates gates;
    private final String database;

    ImportOutageTests(CatalogHouse house, Gates gates, Environment environment) {
        this.house = house;
        this.gates = gates;
        this.database = environment.getRequiredProperty("cloister.test.database");
    }

    @AfterEach
    void bringBack() throws SQLException {
        TestDatabases.allowConnections(database, true);
    }

    @Test
    void theImportHasFailedThenAndTheNextOneComesIn() throws Exception {
        String source = ModelFolders.readyMade(server.resolve("stories")).toString();
        UUID lost;
        try (AutoCloseable _ = gates.hold(ImportState.SAMPLING)) {
            lost = house.start(Map.of("source", source, "name", "lost"));
            gates.awaitReached(ImportState.SAMPLING);
            TestDatabases.allowConnections(database, false);
        }
        Awaitility.await().until(() -> !house.staged().contains(lost.toString()));

        TestDatabases.allowConnections(database, true);

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> house.query("SELECT state FROM catalog.model_import WHERE id = '%s'".formatted(lost))
                        .equals(List.of("FAILED")));
        assertThat(house.folder(lost)).doesNotExist();
        assertThat(house.ended(lost).path("problem").asString()).contains("lost its database");
        // Written at once, or when the database is back: whichever comes first.
        assertThat(house.acts(lost))
                .hasSize(3)
                .startsWith("model.request success", "model.add intent")
                .last()
                .isIn("model.add failure unavailable", "model.add failure server-stopped");
        UUID next = house.start(Map.of("source", source, "name", "lost"));
        assertThat(house.ended(next).path("state").asString()).isEqualTo("done");
    }
}
