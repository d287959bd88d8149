package io.cloister.inference.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How a tensor is reached: by whom, how far, and how long. */
class StoredTensorAccessTests {

    private static final List<Long> TWO_BY_THREE = List.of(2L, 3L);
    private static final float[] SIX = {0f, -0f, 1.5f, -2f, Float.POSITIVE_INFINITY, 0.25f};

    @TempDir
    Path folder;

    @Test
    void tellsNameFileTypeAndShape() throws IOException {
        new SafetensorsFile().bf16("a", TWO_BY_THREE, SIX).writeCheckpoint(folder);

        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            StoredTensor tensor = checkpoint.weights().get("a");
            assertThat(tensor.name()).isEqualTo("a");
            assertThat(tensor.file()).isEqualTo("model.safetensors");
            assertThat(tensor.type()).isEqualTo(ElementType.BF16);
            assertThat(tensor.shape()).isEqualTo(TWO_BY_THREE);
            assertThat(tensor.elements()).isEqualTo(6);
        }
    }

    @ParameterizedTest
    @CsvSource({"-1,0,1", "0,-1,1", "0,0,-1", "6,0,1", "5,0,2", "0,0,7", "0,7,2", "9223372036854775807,0,1"})
    void refusesRangesOutsideOfTensorOrTarget(long from, int offset, int count) throws IOException {
        new SafetensorsFile().f16("a", TWO_BY_THREE, SIX).writeCheckpoint(folder);

        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            StoredTensor tensor = checkpoint.weights().get("a");
            assertThatThrownBy(() -> tensor.read(from, new float[8], offset, count))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void cannotBeReadAfterItsCheckpointWasClosed() throws IOException {
        new SafetensorsFile().f32("a", TWO_BY_THREE, SIX).writeCheckpoint(folder);
        StoredTensor tensor;
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            tensor = checkpoint.weights().get("a");
        }

        assertThatThrownBy(() -> all(tensor)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aFileCutAfterItWasOpenedFailsToBeRead(ElementType type) throws IOException {
        byte[] numbers = new byte[1 << 20];
        new SafetensorsFile()
                .stored("a", type.name(), List.of((long) numbers.length / type.bytes()), numbers)
                .writeCheckpoint(folder);

        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            StoredTensor tensor = checkpoint.weights().get("a");
            try (var file = FileChannel.open(folder.resolve("model.safetensors"), StandardOpenOption.WRITE)) {
                file.truncate(1 << 16);
            }
            assertThatThrownBy(() -> all(tensor))
                    .isInstanceOf(UncheckedIOException.class)
                    .cause()
                    .isInstanceOf(UnusableCheckpointException.class)
                    .hasMessageContaining("'model.safetensors' is damaged: it could no longer be read");
        }
    }

    @Test
    void severalThreadsReadTheSameTensor() throws IOException {
        float[] many = new float[100_000];
        IntStream.range(0, many.length).forEach(i -> many[i] = i % 256);
        new SafetensorsFile().bf16("a", List.of(100_000L), many).writeCheckpoint(folder);

        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            StoredTensor tensor = checkpoint.weights().get("a");
            assertThat(IntStream.range(0, 64).parallel().mapToObj(_ -> all(tensor)))
                    .allSatisfy(read -> assertThat(read).isEqualTo(many));
        }
    }

    private static float[] all(StoredTensor tensor) {
        float[] numbers = new float[(int) tensor.elements()];
        tensor.read(0, numbers, 0, numbers.length);
        return numbers;
    }
}
