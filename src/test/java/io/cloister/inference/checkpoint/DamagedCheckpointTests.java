package io.cloister.inference.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage ends in a sentence, never in another exception or in numbers from elsewhere. */
class DamagedCheckpointTests {

    private static final byte[] WHOLE = new SafetensorsFile()
            .metadata("format", "pt")
            .f32("a", List.of(2L, 1L), 1, 2)
            .bf16("b", List.of(3L), 3, 4, 5)
            .stored("c", "I64", List.of(1L), new byte[8])
            .f16("d", List.of(), 6)
            .bytes();

    @TempDir
    Path folder;

    @Test
    void aFileCutAnywhereIsRefused() throws IOException {
        for (int length = 0; length < WHOLE.length; length++) {
            Path file = write(Arrays.copyOf(WHOLE, length));
            assertThatThrownBy(() -> Checkpoint.open(folder))
                    .as("%d bytes of %s", length, file)
                    .isInstanceOf(UnusableCheckpointException.class)
                    .hasMessageContaining("'model.safetensors'");
        }
    }

    @Test
    void aFileWithBytesTooManyIsRefused() throws IOException {
        write(Arrays.copyOf(WHOLE, WHOLE.length + 1));

        assertThatThrownBy(() -> Checkpoint.open(folder)).hasMessageContaining("last 1 bytes belong to no tensor");
    }

    @Test
    void anyChangeOfTheHeaderIsRefusedOrReadWithinTheFile() throws IOException {
        Random random = new Random(3);
        int read = 0;
        for (int round = 0; round < 4000; round++) {
            write(changed(random));
            try (Checkpoint checkpoint = Checkpoint.open(folder)) {
                read += readAll(checkpoint.weights());
            } catch (UnusableCheckpointException e) {
                assertThat(e.sentence()).contains("model.safetensors").endsWith(".");
            }
        }
        assertThat(read).as("tensors read in spite of a change").isPositive();
    }

    /** Mostly single characters of the header; sometimes its length goes with what was left out or put in. */
    private static byte[] changed(Random random) {
        int header = (int) ByteBuffer.wrap(WHOLE).order(ByteOrder.LITTLE_ENDIAN).getLong();
        StringBuilder text = new StringBuilder(new String(WHOLE, 8, header, StandardCharsets.UTF_8));
        for (int change = random.nextInt(3); change >= 0; change--) {
            int place = random.nextInt(text.length());
            String piece = "0123456789-.eE{}[],:\" \\FBI\u00e9"
                    .substring(random.nextInt(26))
                    .substring(0, 1);
            switch (random.nextInt(4)) {
                case 0 -> text.insert(place, piece);
                case 1 -> text.deleteCharAt(place);
                default -> text.replace(place, place + 1, piece);
            }
        }
        byte[] file = SafetensorsFile.bytes(text.toString(), Arrays.copyOfRange(WHOLE, 8 + header, WHOLE.length));
        if (random.nextInt(8) == 0) {
            file[random.nextInt(Long.BYTES)] = (byte) random.nextInt(256);
        }
        return file;
    }

    private static int readAll(Weights weights) {
        int read = 0;
        for (String name : weights.names()) {
            StoredTensor tensor;
            try {
                tensor = weights.get(name);
            } catch (UnusableCheckpointException e) {
                assertThat(e.sentence()).contains("is stored as");
                continue;
            }
            assertThat(tensor.elements() * tensor.type().bytes()).isLessThanOrEqualTo(WHOLE.length);
            tensor.read(0, new float[(int) tensor.elements()], 0, (int) tensor.elements());
            read++;
        }
        return read;
    }

    private Path write(byte[] weights) throws IOException {
        Files.writeString(folder.resolve("config.json"), "{}");
        return Files.write(folder.resolve("model.safetensors"), weights);
    }
}
