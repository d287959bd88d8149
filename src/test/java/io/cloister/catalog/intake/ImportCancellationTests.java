package io.cloister.catalog.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.catalog.ModelFolders;
import io.cloister.catalog.hub.FakeHub;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** An import is stopped in whatever step it is, and leaves nothing but one record of that. */
@CatalogTest
class ImportCancellationTests {

    /** A second, and what a busy machine takes for an answer. */
    private static final Duration SOON = Duration.ofSeconds(3);

    @TempDir
    Path server;

    private final CatalogHouse house;
    private final Gates gates;
    private final FakeHub hub;

    ImportCancellationTests(CatalogHouse house, Gates gates, FakeHub hub) {
        this.house = house;
        this.gates = gates;
        this.hub = hub;
    }

    @AfterEach
    void heal() {
        hub.heal();
    }

    @ParameterizedTest
    @EnumSource(
            value = ImportState.class,
            names = {"BUILDING", "INSPECTING", "SAMPLING"})
    void endsWithinAboutASecond(ImportState step) throws Exception {
        try (AutoCloseable _ = gates.hold(step)) {
            UUID id =
                    house.start(Map.of("source", ModelFolders.CHECKPOINT.toString(), "name", "stopped-" + step.code()));
            gates.awaitReached(step);

            cancelled(id);
        }
    }

    @Test
    void endsWithinAboutASecondWhileAHubIsSilent() throws Exception {
        hub.publish("makers/stories", ModelFolders.readyMade(server.resolve("stories")));
        try (FakeHub.Stall stall = hub.stall("model.onnx")) {
            UUID id = house.start(Map.of("source", "hub:makers/stories", "name", "stopped-fetching"));
            stall.awaitReached();

            cancelled(id);
        }
    }

    @Test
    void doesNotEvenBeginWhereItWaited() throws Exception {
        String source = ModelFolders.readyMade(server.resolve("stories")).toString();
        try (AutoCloseable _ = gates.hold(ImportState.INSPECTING)) {
            UUID first = house.start(Map.of("source", source, "name", "before"));
            gates.awaitReached(ImportState.INSPECTING);
            UUID waiting = house.start(Map.of("source", source, "name", "behind"));

            assertThat(house.admin()
                            .delete("/api/admin/model-imports/" + waiting)
                            .statusCode())
                    .isEqualTo(204);

            assertThat(house.job(waiting).path("state").asString()).isEqualTo("cancelled");
            assertThat(house.acts(waiting))
                    .containsExactly("model.request success", "model.cancel success", "model.add aborted cancelled");
            house.admin().delete("/api/admin/model-imports/" + first);
        }
    }

    @Test
    void theNextOneComesInAfterwards() throws Exception {
        String source = ModelFolders.readyMade(server.resolve("stories")).toString();
        UUID stopped;
        try (AutoCloseable _ = gates.hold(ImportState.INSPECTING)) {
            stopped = house.start(Map.of("source", source, "name", "again"));
            gates.awaitReached(ImportState.INSPECTING);
            cancelled(stopped);
        }

        UUID next = house.start(Map.of("source", source, "name", "again"));

        assertThat(house.ended(next).path("state").asString()).isEqualTo("done");
    }

    @Test
    void whatHasEndedCannotBeStopped() {
        UUID id = house.start(Map.of(
                "source", ModelFolders.readyMade(server.resolve("stories")).toString(), "name", "too-late"));
        house.ended(id);

        assertThat(house.admin().delete("/api/admin/model-imports/" + id).statusCode())
                .isEqualTo(409);
        assertThat(house.admin()
                        .delete("/api/admin/model-imports/" + UUID.randomUUID())
                        .statusCode())
                .isEqualTo(404);
    }

    private void cancelled(UUID id) {
        Instant asked = Instant.now();
        assertThat(house.admin().delete("/api/admin/model-imports/" + id).statusCode())
                .isEqualTo(204);
        JsonNode job = house.ended(id);

        assertThat(Duration.between(asked, Instant.parse(job.path("endedAt").asString())))
                .isLessThan(SOON);
        assertThat(job.path("state").asString()).isEqualTo("cancelled");
        assertThat(house.folder(id)).doesNotExist();
        assertThat(house.staged()).noneMatch(name -> name.equals(id.toString()) || name.startsWith("hub-"));
        assertThat(house.acts(id))
                .containsExactly(
                        "model.request success",
                        "model.add intent",
                        "model.cancel success",
                        "model.add aborted cancelled");
    }
}
