package io.cloister.catalog.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.catalog.AdapterFolders;
import io.cloister.catalog.ModelFolders;
import io.cloister.catalog.ModelManifest;
import io.cloister.inference.build.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import onnx.ModelProto;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Adapters that fit no model of the catalog are refused, with what to do. */
@CatalogTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdapterRefusalTests {

    private static final String BASE = "myths-260k";

    @TempDir
    static Path server;

    private final CatalogHouse house;

    AdapterRefusalTests(CatalogHouse house) {
        this.house = house;
    }

    @BeforeAll
    void bringInTheBase() {
        house.done(Map.of(
                "source",
                ModelFolders.checkpoint(server.resolve("Myths-base")).toString(),
                "name",
                BASE,
                "title",
                "Myths"));
    }

    @Test
    void anAdapterOfAnotherModelIsRefusedAndNothingStays() {
        Path folder = AdapterFolders.forAnother(server.resolve("wide"), BASE);

        assertThat(house.failed(Map.of("source", folder.toString(), "name", "wide")))
                .contains("use the model that it was trained on");
    }

    @Test
    void anAdapterOfAnotherFamilyIsRefusedAndNothingStays() {
        house.done(Map.of("source", Reference.shared("oracle/qwen3").toString(), "name", "another-family"));
        Path folder = Reference.shared("oracle/llama3-lora");

        assertThat(house.failed(Map.of("source", folder.toString(), "name", "lost", "base", "another-family")))
                .contains("use the model that it was trained on");
    }

    @Test
    void aBaseThatIsNotThereIsNamedWithWhatToDo() {
        Path folder = AdapterFolders.forStories(server.resolve("lonely"), "makers/not-myths-260k", 7);

        assertThat(house.failed(Map.of("source", folder.toString(), "name", "lonely")))
                .isEqualTo(
                        "The adapter was trained on 'makers/not-myths-260k', which the catalog does not have under that name; bring that model in first, or give the name it has here as the base.");
        assertThat(house.failed(Map.of(
                        "source",
                        AdapterFolders.forStories(server.resolve("silent"), "", 8)
                                .toString(),
                        "name",
                        "silent")))
                .contains("does not say which model it was trained on");
    }

    @Test
    void ofTwoModelsThatMayBeTheBaseNoneIsTaken() {
        house.done(Map.of(
                "source", ModelFolders.checkpoint(server.resolve("a/twin")).toString(), "name", "twin-a"));
        house.done(Map.of(
                "source", ModelFolders.checkpoint(server.resolve("b/twin")).toString(), "name", "twin-b"));
        Path folder = AdapterFolders.forStories(server.resolve("of-twins"), "makers/twin", 9);

        assertThat(house.failed(Map.of("source", folder.toString(), "name", "of-twins")))
                .contains("may be any of twin-a, twin-b");
    }

    @Test
    void anUnknownBaseIsRefusedAtOnce() {
        var refused = house.admin()
                .post(
                        "/api/admin/model-imports",
                        Map.of("source", server.toString(), "name", "at-once", "base", "cloister-quote"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("no model 'cloister-quote' that takes adapters");
    }

    @Test
    void aModelOfItsOwnHasNoBase() {
        assertThat(house.failed(Map.of("source", ModelFolders.CHECKPOINT.toString(), "name", "own", "base", BASE)))
                .contains("needs no base");
    }

    @Test
    void aModelThatWasBuiltElsewhereTakesNoAdapters() throws IOException {
        Path foreign = ModelFolders.readyMade(server.resolve("foreign"));
        Files.delete(foreign.resolve(ModelManifest.FILE));
        Path graph = foreign.resolve("model.onnx");
        Files.write(
                graph,
                ModelProto.parseFrom(Files.readAllBytes(graph)).toBuilder()
                        .setProducerName("another")
                        .build()
                        .toByteArray());
        house.done(Map.of("source", foreign.toString(), "name", "foreign"));
        Path folder = AdapterFolders.forStories(server.resolve("on-foreign"), "foreign", 10);

        assertThat(house.failed(Map.of("source", folder.toString(), "name", "on-foreign")))
                .contains("was not built by Cloister");
    }
}
