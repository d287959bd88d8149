package io.cloister.inference.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloister.SharedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Checkpoints and an adapter that Hugging Face's own libraries wrote. */
class ReferenceCheckpointsTests {

    private static final Path FIXTURES = SharedFiles.ROOT.resolve("fixtures");

    @TestFactory
    List<DynamicTest> everyCheckpointOpensAndEveryTensorCanBeRead() {
        return folders("config.json")
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> {
                    try (Checkpoint checkpoint = Checkpoint.open(folder)) {
                        assertThat(checkpoint
                                        .config()
                                        .path("architectures")
                                        .path(0)
                                        .asString())
                                .isNotEmpty();
                        readAll(checkpoint.weights());
                    }
                }))
                .toList();
    }

    @TestFactory
    List<DynamicTest> everyAdapterOpensAndEveryTensorCanBeRead() {
        return folders("adapter_config.json")
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> {
                    try (AdapterCheckpoint adapter = AdapterCheckpoint.open(folder)) {
                        assertThat(adapter.config().path("peft_type").asString())
                                .isEqualTo("LORA");
                        readAll(adapter.weights());
                    }
                }))
                .toList();
    }

    private static void readAll(Weights weights) throws IOException {
        assertThat(weights.names()).isNotEmpty();
        for (String name : weights.names()) {
            StoredTensor tensor = weights.get(name);
            float[] numbers = new float[(int) tensor.elements()];
            tensor.read(0, numbers, 0, numbers.length);
            for (float number : numbers) {
                assertThat(Float.isFinite(number)).as(name).isTrue();
            }
        }
    }

    private static Stream<Path> folders(String file) {
        assumeTrue(Files.isDirectory(FIXTURES), () -> "no reference checkpoints in " + FIXTURES);
        return Stream.of("oracle", "models/hf-tiny").map(FIXTURES::resolve).flatMap(parent -> {
            try (Stream<Path> folders = Files.list(parent)) {
                return folders.filter(folder -> Files.exists(folder.resolve(file))).sorted().toList().stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
