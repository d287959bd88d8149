package io.cloister.catalog.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.CloisterApplication;
import io.cloister.catalog.ModelBuilder;
import io.cloister.catalog.ModelFolders;
import io.cloister.platform.DataDirectory;
import io.cloister.platform.persistence.TestDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A server stops while it brings in one model and another waits; a third had died with an earlier server, in the middle
 * of its last step. Then the server is started again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerRestartTests {

    private static final Initiator SOMEBODY = Initiator.operator("somebody");

    private final Gates gates = new Gates();
    private final UUID died = UUID.randomUUID();
    private UUID underWay = died;
    private UUID waiting = died;
    private UUID upload = died;
    private boolean nobodyElseBringsModelsInMeanwhile;
    private @Nullable ConfigurableApplicationContext server;

    @BeforeAll
    void stopInTheMiddle(@TempDir Path place) throws Exception {
        Map<String, Object> house = TestDatabases.settings(place.resolve("data"));
        try (AutoCloseable _ = gates.hold(ImportState.BUILDING);
                var first = start(house)) {
            underWay = ask(first, ModelFolders.CHECKPOINT, "under-way");
            gates.awaitReached(ImportState.BUILDING);
            waiting = ask(first, ModelFolders.readyMade(place.resolve("stories")), "waiting");
            try (var connection = first.getBean(DataSource.class).getConnection()) {
                nobodyElseBringsModelsInMeanwhile = WorkerLock.isHeld(connection)
                        && WorkerLock.tryAcquire(first.getBean(DataSource.class))
                                .isEmpty();
            }
            leaveADeadOne(first);
        }
        server = start(house);
    }

    /** As a failing power supply does between the move of the folder and the commit. */
    private void leaveADeadOne(ConfigurableApplicationContext server) throws Exception {
        Staging staging = server.getBean(Staging.class);
        upload = server.getBean(ModelUploads.class).create();
        staging.adopt(staging.create(died), staging.upload(upload));
        Files.createDirectories(staging.place(died));
        server.getBean(JdbcClient.class)
                .sql("""
                        INSERT INTO catalog.model_import (id, name, title, source, state, actor_id, operator, started_at)
                        VALUES (:id, 'died', 'Died', :source, 'SAMPLING', :actor, 'operator:somebody', now())
                        """)
                .param("id", died)
                .param("source", "upload:" + upload)
                .param("actor", SOMEBODY.id())
                .update();
    }

    @AfterAll
    void stop() {
        server().close();
    }

    @Test
    void anImportThatAnOrderlyStopInterruptedHasFailedAndItsFilesAreGone() {
        assertInterrupted(underWay);
    }

    @Test
    void anImportThatDiedHasFailedAndItsFilesAreGone() {
        assertInterrupted(died);
    }

    @Test
    void anUploadThatAnImportHadTakenIsThereForAnotherTry() {
        assertThat(server().getBean(ModelUploads.class).files(upload)).isEmpty();
    }

    @Test
    void whatWaitedComesInAfterwards() {
        ImportTable table = server().getBean(ImportTable.class);

        Awaitility.await().until(() -> table.find(waiting).orElseThrow().state() == ImportState.DONE);

        assertThat(outcomes(waiting)).containsExactly("success");
    }

    @Test
    void onlyOneProcessBringsModelsIntoADatabase() {
        assertThat(nobodyElseBringsModelsInMeanwhile).isTrue();
    }

    private void assertInterrupted(UUID id) {
        ImportJob job = server().getBean(ImportTable.class).find(id).orElseThrow();
        assertThat(job.state()).isEqualTo(ImportState.FAILED);
        assertThat(job.problem()).isEqualTo(ImportRun.SERVER_STOPPED);
        assertThat(outcomes(id)).containsExactly("failure");
        Path models = server().getBean(DataDirectory.class).models();
        assertThat(models.resolve(id.toString())).doesNotExist();
        assertThat(CatalogHouse.names(models.resolve(".staging"))).doesNotContain(id.toString());
    }

    private List<@Nullable String> outcomes(UUID id) {
        return server().getBean(JdbcClient.class)
                .sql("""
                        SELECT outcome FROM audit.event
                        WHERE target_id = :id AND action = 'model.add' AND stage = 'outcome'
                        """)
                .param("id", id)
                .query(String.class)
                .list();
    }

    private ConfigurableApplicationContext server() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server;
    }

    private static UUID ask(ConfigurableApplicationContext server, Path source, String name) {
        ImportOrder order = ImportOrder.of(source.toString(), name, null, null, null, null);
        return SOMEBODY.act(() -> server.getBean(ModelImports.class).start(order))
                .id();
    }

    private ConfigurableApplicationContext start(Map<String, Object> house) {
        return new SpringApplicationBuilder(CloisterApplication.class, Held.class)
                .web(WebApplicationType.NONE)
                .initializers((ConfigurableApplicationContext context) -> {
                    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("house", house));
                    context.getBeanFactory().registerSingleton("gates", gates);
                })
                .run();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Held {

        @Bean
        @Primary
        HeldBuilder heldBuilder(Gates gates, @Qualifier("checkpointModelBuilder") ModelBuilder real) {
            return new HeldBuilder(gates, real);
        }
    }
}
