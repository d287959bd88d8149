package io.cloister.catalog.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloister.catalog.ModelCatalog;
import io.cloister.catalog.ModelFolders;
import io.cloister.catalog.ModelId;
import io.cloister.inference.GenerationChunk;
import io.cloister.inference.GenerationInput;
import io.cloister.inference.GenerationRequest;
import io.cloister.inference.OutputRules;
import io.cloister.inference.Requester;
import io.cloister.inference.Sampling;
import io.cloister.inference.TextGeneration;
import io.cloister.platform.Problem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happened to a model's files since they came in is found before they are loaded. */
@CatalogTest
class VerifiedLoadTests {

    @TempDir
    Path server;

    private final CatalogHouse house;
    private final ModelCatalog catalog;
    private final TextGeneration generation;

    VerifiedLoadTests(CatalogHouse house, ModelCatalog catalog, TextGeneration generation) {
        this.house = house;
        this.catalog = catalog;
        this.generation = generation;
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.onnx", "model.onnx.data", "config.json", "cloister-model.json", "SHA256SUMS"})
    void oneFlippedByteKeepsAModelFromBeingLoaded(String file) throws IOException {
        ModelId id = offered("flipped-" + file.toLowerCase(java.util.Locale.ROOT));
        Path path = house.folder(id.value()).resolve(file);

        flip(path);
        assertNotLoaded(id);
        assertNotLoaded(id);
        assertThat(house.acts(id.value())).endsWith("model.enable success", "model.load failure files-differ");

        flip(path);
        catalog.offer(id, true);
        assertThat(write(id)).isNotEmpty();
    }

    @Test
    void aMissingFileKeepsAModelFromBeingLoaded() throws IOException {
        ModelId id = offered("missing");

        Files.delete(house.folder(id.value()).resolve("generation_config.json"));

        assertNotLoaded(id);
    }

    @Test
    void anAdditionalFileKeepsAModelFromBeingLoaded() throws IOException {
        ModelId id = offered("additional");

        Files.createSymbolicLink(house.folder(id.value()).resolve("more.bin"), Path.of("/etc/hostname"));

        assertNotLoaded(id);
    }

    @Test
    void aModelOfAnEarlierVersionIsComparedWithItsSums() throws IOException {
        ModelId id = offered("earlier");
        house.query("UPDATE catalog.model SET files = NULL WHERE id = '%s'".formatted(id.value()));
        assertThat(catalog.verifiedFolder(id)).isEqualTo(house.folder(id.value()));

        flip(house.folder(id.value()).resolve("model.onnx"));
        catalog.offer(id, true);

        assertNotLoaded(id);
    }

    @Test
    void anUnknownModelHasNoFolder() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> catalog.verifiedFolder(new ModelId(UUID.randomUUID())))
                .withMessageContaining("no such model");
    }

    private ModelId offered(String name) {
        Path folder = server.resolve("stories");
        UUID id = house.start(Map.of(
                "source", (Files.exists(folder) ? folder : ModelFolders.readyMade(folder)).toString(), "name", name));
        assertThat(house.ended(id).path("state").asString()).isEqualTo("done");
        house.admin().patch("/api/admin/models/" + id, Map.of("enabled", true));
        return new ModelId(id);
    }

    private void assertNotLoaded(ModelId id) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> write(id))
                .withMessageContaining("its files are not those that came in");
    }

    private List<GenerationChunk> write(ModelId id) {
        try (Stream<GenerationChunk> chunks = generation.generate(new GenerationRequest(
                id,
                new GenerationInput.Question("Once", List.of()),
                2,
                Sampling.GREEDY,
                OutputRules.NONE,
                Requester.HOUSE))) {
            return chunks.toList();
        }
    }

    /** The user of these tests may write what is read-only. */
    private static void flip(Path path) throws IOException {
        assertThat(path.toFile().setWritable(true)).isTrue();
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(file.length() / 2);
            int old = file.read();
            file.seek(file.length() / 2);
            file.write(old ^ 1);
        }
    }
}
