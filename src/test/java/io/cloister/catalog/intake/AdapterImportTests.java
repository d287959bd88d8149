package io.cloister.catalog.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.catalog.AdapterFolders;
import io.cloister.catalog.ModelFolders;
import io.cloister.catalog.ModelManifest;
import io.cloister.catalog.archive.TestArchives;
import io.cloister.catalog.hub.FakeHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

        UUID id = house.done(Map.of("source", first.toString(), "name", "one-voice", "title", "First"));
        house.done(Map.of("source", second.toString(), "name", "another-voice"));

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

        UUID id = house.done(Map.of("source", folder.toString(), "name", "trailed"));

        assertThat(house.acts(id)).containsExactly("model.request success", "model.add intent", "model.add success");
        JsonNode success = house.events(id).getLast();
        assertThat(success.path("base_model_id").asString()).isEqualTo(BASE);
        assertThat(success.path("base_model_sha256").asString())
                .isEqualTo(house.model(BASE).path("sha256").asString());
    }

    @Test
    void theBaseIsFoundByWhereItCameFrom() {
        Path folder = AdapterFolders.forStories(server.resolve("by-source"), "..\\\\somewhere\\\\tales-BASE", 4);

        house.done(Map.of("source", folder.toString(), "name", "by-source"));

        assertThat(house.model("by-source").path("base").asString()).isEqualTo(BASE);
    }

    @Test
    void anAdapterComesFromAnArchiveAnUploadOrAHub() throws IOException {
        Path folder = AdapterFolders.forStories(server.resolve("packed"), BASE, 5);

        house.done(Map.of(
                "source",
                TestArchives.pack(folder, server.resolve("packed.tar.gz")).toString(),
                "name",
                "archived"));
        hub.publish("makers/tuned", folder);
        house.done(Map.of("source", "hub:makers/tuned", "name", "from-a-hub"));
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
        house.done(Map.of("source", "upload:" + upload, "name", "sent"));

        assertThat(List.of("archived", "from-a-hub", "sent"))
                .allSatisfy(name ->
                        assertThat(house.model(name).path("base").asString()).isEqualTo(BASE));
    }

    @Test
    void whatABuildWouldAskForMeansNothingToAnAdapter() {
        Path folder = AdapterFolders.forStories(server.resolve("plain"), "nothing/known", 6);

        house.done(Map.of("source", folder.toString(), "name", "plain", "weights", "int8", "base", BASE));

        assertThat(house.model("plain").path("weights").isNull()).isTrue();
        assertThat(CatalogHouse.names(house.folder(
                        UUID.fromString(house.model("plain").path("id").asString()))))
                .doesNotContain("model.onnx");
    }

    @Test
    void aBaseWithAdaptersCannotVanish() {
        house.done(Map.of(
                "source",
                AdapterFolders.forStories(server.resolve("holding"), BASE, 11).toString(),
                "name",
                "holding"));

        assertThatThrownBy(() -> house.query("DELETE FROM catalog.model WHERE id = '%s'".formatted(base)))
                .hasStackTraceContaining("model_base_fkey");
    }
}
