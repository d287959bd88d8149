package io.cloister.catalog.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.CloisterApplication;
import io.cloister.catalog.ModelFolders;
import io.cloister.platform.DataDirectory;
import io.cloister.platform.persistence.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The server stops in the middle of an import, in an orderly way or not. */
class ServerRestartTests {

    private static final Initiator SOMEBODY = Initiator.operator("somebody");

    @TempDir
    Path place;

    @Test
    void anImportThatTheEndOfTheServerInterruptedHasFailedAndItsFilesAreGone() throws Exception {
        Map<String, Object> house = TestDatabases.settings(place.resolve("data"));
        UUID id;
        Gates gates = new Gates();
        try (AutoCloseable _ = gates.hold(ImportState.BUILDING)) {
            try (var server = start(house, gates)) {
                id = ask(server, ModelFolders.CHECKPOINT.toString());
                gates.awaitReached(ImportState.BUILDING);
            }
        }

        try (var server = start(house, gates)) {
            assertInterrupted(server, id);
        }
    }

    @Test
    void anImportThatDiedWithTheServerIsFoundAtTheNextStart() throws Exception {
        Map<String, Object> house = TestDatabases.settings(place.resolve("data"));
        UUID upload;
        UUID id = UUID.randomUUID();
        try (var server = start(house, new Gates())) {
            upload = server.getBean(ModelUploads.class).create();
            Staging staging = server.getBean(Staging.class);
            staging.adopt(staging.create(id), staging.upload(upload));
            Files.createDirectories(staging.place(id)); // moved, and then the power failed
            server.getBean(JdbcClient.class)
                    .sql("""
                            INSERT INTO catalog.model_import (id, name, title, source, state, actor_id, operator, started_at)
                            VALUES (:id, 'died', 'Died', :source, 'INSPECTING', :actor, 'operator:somebody', now())
                            """)
                    .param("id", id)
                    .param("source", "upload:" + upload)
                    .param("actor", SOMEBODY.id())
                    .update();
        }

        try (var server = start(house, new Gates())) {
            assertInterrupted(server, id);
            assertThat(server.getBean(ModelUploads.class).files(upload)).isEmpty();
        }
    }

    @Test
    void whatWaitedComesInAfterwards() throws Exception {
        Map<String, Object> house = TestDatabases.settings(place.resolve("data"));
        Gates gates = new Gates();
        String source = ModelFolders.readyMade(place.resolve("stories")).toString();
        UUID waiting;
        try (AutoCloseable _ = gates.hold(ImportState.BUILDING)) {
            try (var server = start(house, gates)) {
                ask(server, ModelFolders.CHECKPOINT.toString());
                gates.awaitReached(ImportState.BUILDING);
                waiting = ask(server, source);
            }
        }

        try (var server = start(house, gates)) {
            ImportTable table = server.getBean(ImportTable.class);
            Awaitility.await().until(() -> table.find(waiting).orElseThrow().state() == ImportState.DONE);
            assertThat(outcomes(server, waiting)).containsExactly("success");
        }
    }

    @Test
    void onlyOneOfTwoServersBringsModelsIn() throws Exception {
        Map<String, Object> house = TestDatabases.settings(place.resolve("data"));
        Gates gates = new Gates();
        try (AutoCloseable _ = gates.hold(ImportState.BUILDING);
                var first = start(house, gates)) {
            UUID id = ask(first, ModelFolders.CHECKPOINT.toString());
            gates.awaitReached(ImportState.BUILDING);

            try (var second = start(house, new Gates())) {
                assertThat(second.getBean(ImportTable.class)
                                .find(id)
                                .orElseThrow()
                                .state())
                        .isEqualTo(ImportState.BUILDING);
            }
        }
    }

    private void assertInterrupted(ConfigurableApplicationContext server, UUID id) throws IOException {
        ImportJob job = server.getBean(ImportTable.class).find(id).orElseThrow();
        assertThat(job.state()).isEqualTo(ImportState.FAILED);
        assertThat(job.problem()).isEqualTo(ImportRun.SERVER_STOPPED);
        assertThat(outcomes(server, id)).containsExactly("failure");
        Path models = server.getBean(DataDirectory.class).models();
        assertThat(models.resolve(id.toString())).doesNotExist();
        assertThat(CatalogHouse.names(models.resolve(".staging"))).doesNotContain(id.toString());
    }

    private static List<@Nullable String> outcomes(ConfigurableApplicationContext server, UUID id) {
        return server.getBean(JdbcClient.class)
                .sql("""
                        SELECT outcome FROM audit.event
                        WHERE target_id = :id AND action = 'model.add' AND stage = 'outcome'
                        """)
                .param("id", id)
                .query(String.class)
                .list();
    }

    private static UUID ask(ConfigurableApplicationContext server, String source) {
        ImportOrder order = ImportOrder.of(source, "m" + Instant.now().toEpochMilli(), null, null, null, null);
        return SOMEBODY.act(() -> server.getBean(ModelImports.class).start(order))
                .id();
    }

    private static ConfigurableApplicationContext start(Map<String, Object> house, Gates gates) throws SQLException {
        return new SpringApplicationBuilder(CloisterApplication.class)
                .web(WebApplicationType.NONE)
                .initializers((ConfigurableApplicationContext context) -> {
                    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("house", house));
                    context.getBeanFactory().registerSingleton("gates", gates);
                    context.getBeanFactory().registerSingleton("heldBuilder", new HeldBuilder(gates));
                })
                .run();
    }
}
