package io.cloister.catalog.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.catalog.AdapterFolders;
import io.cloister.catalog.ModelFolders;
import io.cloister.catalog.ModelManifest;
import io.cloister.catalog.archive.TestArchives;
import io.cloister.catalog.hub.FakeHub;
import io.cloister.inference.build.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import onnx.ModelProto;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Adapters come in as models of their own that run on another. */
@CatalogTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdapterImportTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String BASE = "tales-260k";

    @TempDir
    static Path server;

    private final CatalogHouse house;
    private final FakeHub hub;
    private UUID base = new UUID(0, 0);

    AdapterImportTests(CatalogHouse house, FakeHub hub) {
        this.house = house;
        this.hub = hub;
    }

    @BeforeAll
    void bringInTheBase() {
        base = house.start(Map.of(
                "source",
                ModelFolders.checkpoint(server.resolve("Tales-base")).toString(),
                "name",
                BASE,
                "title",
                "Tales"));
        assertThat(house.ended(base).path("state").asString()).isEqualTo("done");
    }

    @Test
    void anAdapterIsThereWithItsBaseAndASampleOfItsOwn() {
        Path first = AdapterFolders.forStories(server.resolve("first"), "makers/" + BASE, 1);
        Path second = AdapterFolders.forStories(server.resolve("second"), "makers/" + BASE, 2);

        UUID id = done(Map.of("source", first.toString(), "name", "one-voice", "title", "First"));
        done(Map.of("source", second.toString(), "name", "another-voice"));

        JsonNode model = house.model("one-voice");
        assertThat(model.path("runtime").asString()).isEqualTo("ONNX_ADAPTER");
        assertThat(model.path("base").asString()).isEqualTo(BASE);
        assertThat(model.path("summary").asString()).startsWith("Adapter of Tales: LlamaForCausalLM");
        assertThat(model.path("family").asString()).isEqualTo("llama");
        assertThat(model.path("parameters").asInt()).isEqualTo(5 * 2 * 4 * 64);
        assertThat(model.path("weights").isNull()).isTrue();
        assertThat(model.path("offered").asBoolean()).isFalse();
        assertThat(model.path("memoryBytes").asLong())
                .isGreaterThan(house.model(BASE).path("memoryBytes").asLong());
        assertThat(model.path("sampleAnswer").asString())
                .isNotBlank()
                .isNotEqualTo(house.model("another-voice").path("sampleAnswer").asString());
        ModelManifest manifest = ModelManifest.read(house.folder(id)).orElseThrow();
        assertThat(manifest.architecture()).isEqualTo("LlamaForCausalLM");
        assertThat(manifest.parameters()).isEqualTo(5 * 2 * 4 * 64);
        assertThat(manifest.files())
                .extracting("name")
                .containsExactly("adapter_config.json", "adapter_model.safetensors");
    }

    @Test
    void theTrailNamesTheBaseOfAnAdapter() {
        Path folder = AdapterFolders.forStories(server.resolve("trailed"), BASE, 3);

        UUID id = done(Map.of("source", folder.toString(), "name", "trailed"));

        assertThat(house.acts(id)).containsExactly("model.request success", "model.add intent", "model.add success");
        JsonNode success = house.events(id).getLast();
        assertThat(success.path("base_model_id").asString()).isEqualTo(BASE);
        assertThat(success.path("base_model_sha256").asString())
                .isEqualTo(house.model(BASE).path("sha256").asString());
    }

    @Test
    void theBaseIsFoundByWhereItCameFrom() {
        Path folder = AdapterFolders.forStories(server.resolve("by-source"), "..\\\\somewhere\\\\tales-BASE", 4);

        done(Map.of("source", folder.toString(), "name", "by-source"));

        assertThat(house.model("by-source").path("base").asString()).isEqualTo(BASE);
    }

    @Test
    void anAdapterComesFromAnArchiveAnUploadOrAHub() throws IOException {
        Path folder = AdapterFolders.forStories(server.resolve("packed"), BASE, 5);

        done(Map.of(
                "source",
                TestArchives.pack(folder, server.resolve("packed.tar.gz")).toString(),
                "name",
                "archived"));
        hub.publish("makers/tuned", folder);
        done(Map.of("source", "hub:makers/tuned", "name", "from-a-hub"));
        String upload = JSON.readTree(
                        house.admin().post("/api/admin/model-uploads", Map.of()).body())
                .path("id")
                .asString();
        for (String name : CatalogHouse.names(folder)) {
            house.admin()
                    .put(
                            "/api/admin/model-uploads/%s/files/%s".formatted(upload, name),
                            Files.readAllBytes(folder.resolve(name)),
                            Map.of());
        }
        done(Map.of("source", "upload:" + upload, "name", "sent"));

        assertThat(List.of("archived", "from-a-hub", "sent"))
                .allSatisfy(name ->
                        assertThat(house.model(name).path("base").asString()).isEqualTo(BASE));
    }

    @Test
    void whatABuildWouldAskForMeansNothingToAnAdapter() {
        Path folder = AdapterFolders.forStories(server.resolve("plain"), "nothing/known", 6);

        done(Map.of("source", folder.toString(), "name", "plain", "weights", "int8", "base", BASE));

        assertThat(house.model("plain").path("weights").isNull()).isTrue();
        assertThat(CatalogHouse.names(house.folder(
                        UUID.fromString(house.model("plain").path("id").asString()))))
                .doesNotContain("model.onnx");
    }

    @Test
    void anAdapterOfAnotherModelIsRefusedAndNothingStays() {
        Path folder = AdapterFolders.forAnother(server.resolve("wide"), BASE);

        assertThat(failed(Map.of("source", folder.toString(), "name", "wide")))
                .contains("use the model that it was trained on");
    }

    @Test
    void anAdapterOfAnotherFamilyIsRefusedAndNothingStays() {
        done(Map.of("source", Reference.shared("oracle/qwen3").toString(), "name", "another-family"));
        Path folder = Reference.shared("oracle/llama3-lora");

        assertThat(failed(Map.of("source", folder.toString(), "name", "lost", "base", "another-family")))
                .contains("use the model that it was trained on");
    }

    @Test
    void aBaseThatIsNotThereIsNamedWithWhatToDo() {
        Path folder = AdapterFolders.forStories(server.resolve("lonely"), "makers/not-tales-260k", 7);

        assertThat(failed(Map.of("source", folder.toString(), "name", "lonely")))
                .isEqualTo(
                        "The adapter was trained on 'makers/not-tales-260k', which the catalog does not have under that name; bring that model in first, or give the name it has here as the base.");
        assertThat(failed(Map.of(
                        "source",
                        AdapterFolders.forStories(server.resolve("silent"), "", 8)
                                .toString(),
                        "name",
                        "silent")))
                .contains("does not say which model it was trained on");
    }

    @Test
    void ofTwoModelsThatMayBeTheBaseNoneIsTaken() {
        done(Map.of("source", ModelFolders.checkpoint(server.resolve("a/twin")).toString(), "name", "twin-a"));
        done(Map.of("source", ModelFolders.checkpoint(server.resolve("b/twin")).toString(), "name", "twin-b"));
        Path folder = AdapterFolders.forStories(server.resolve("of-twins"), "makers/twin", 9);

        assertThat(failed(Map.of("source", folder.toString(), "name", "of-twins")))
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
        assertThat(failed(Map.of("source", ModelFolders.CHECKPOINT.toString(), "name", "own", "base", BASE)))
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
        done(Map.of("source", foreign.toString(), "name", "foreign"));
        Path folder = AdapterFolders.forStories(server.resolve("on-foreign"), "foreign", 10);

        assertThat(failed(Map.of("source", folder.toString(), "name", "on-foreign")))
                .contains("was not built by Cloister");
    }

    @Test
    void aBaseWithAdaptersCannotVanish() {
        done(Map.of(
                "source",
                AdapterFolders.forStories(server.resolve("holding"), BASE, 11).toString(),
                "name",
                "holding"));

        assertThatThrownBy(() -> house.query("DELETE FROM catalog.model WHERE id = '%s'".formatted(base)))
                .hasStackTraceContaining("model_base_fkey");
    }

    private UUID done(Map<String, String> order) {
        UUID id = house.start(order);
        JsonNode job = house.ended(id);
        assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("done");
        return id;
    }

    private String failed(Map<String, String> order) {
        UUID id = house.start(order);
        JsonNode job = house.ended(id);
        assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("failed");
        assertThat(house.admin().json("/api/admin/models").valueStream())
                .noneMatch(model -> model.path("name").asString().equals(order.get("name")));
        assertThat(house.folder(id)).doesNotExist();
        assertThat(house.staged()).doesNotContain(id.toString());
        return job.path("problem").asString();
    }
}
