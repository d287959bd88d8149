package io.cloister.inference.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights that could run code. */
class PicklesTests {

    private static final byte[] ZIP = HexFormat.of().parseHex("504b03040a0000000000000000000000");

    @TempDir
    Path folder;

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{}");
    }

    /** Pickle protocols 2 to 5, torch's zip, and what joblib, Keras and NumPy write. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "80025d71002e",
                "80035d71002e",
                "80049504000000000000005d942e",
                "80059504000000000000005d942e",
                "504b03040a0000000000000000000000",
                "504b0506000000000000000000000000",
                "1f8b0800000000000003ab05002e",
                "789c6b60000000020001",
                "425a683931415926535900",
                "fd377a585a000004e6d6b446",
                "5d00008000ffffffffffffffff",
                "04224d186040825d0000",
                "28b52ffd0458110000",
                "377abcaf271c0004aabbcc",
                "894844460d0a1a0a00000000",
                "934e554d505901007600"
            })
    void areToldByTheirContentWhateverTheirName(String content) throws IOException {
        Files.write(folder.resolve("model.safetensors"), HexFormat.of().parseHex(content));

        assertThatThrownBy(() -> Checkpoint.open(folder))
                .isInstanceOf(UnusableCheckpointException.class)
                .hasMessage(
                        "The file 'model.safetensors' is no safetensors file but a pickle or an archive that may hold one, and pickles can run code; use the weights that the maker publishes as safetensors.");
    }

    @Test
    void areRefusedAmongFilesThatAreNotUsedToo() throws IOException {
        new SafetensorsFile().f32("a", List.of(1L), 1).write(folder.resolve("shard.safetensors"));
        Files.writeString(
                folder.resolve("model.safetensors.index.json"), "{\"weight_map\":{\"a\":\"shard.safetensors\"}}");
        Files.write(folder.resolve("Other.SafeTensors"), ZIP);

        assertThatThrownBy(() -> Checkpoint.open(folder))
                .hasMessageContaining("'Other.SafeTensors' is no safetensors file but a pickle");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch_model.bin", "model.pt", "model.PTH", "last.ckpt", "weights", "weights.json"})
    void areNotTakenForWantOfSafetensors(String name) throws IOException {
        Files.write(folder.resolve(name), ZIP);

        assertThatThrownBy(() -> Checkpoint.open(folder))
                .isInstanceOf(UnusableCheckpointException.class)
                .hasMessage(
                        "The folder has '" + name
                                + "' but no 'model.safetensors'; pickles and archives that may hold one can run code, so use the weights that the maker publishes as safetensors.");
    }

    @Test
    void ofTheOldKindAreToldByTheirName() throws IOException {
        Files.writeString(folder.resolve("pytorch_model.bin"), "cos\nsystem\n(S'true'\ntR.");

        assertThatThrownBy(() -> Checkpoint.open(folder))
                .hasMessageContaining("'pytorch_model.bin' but no 'model.safetensors'; pickles");
    }

    @Test
    void areLeftAloneBesideSafetensors() throws IOException {
        new SafetensorsFile().f32("a", List.of(1L), 1).write(folder.resolve("model.safetensors"));
        Files.write(folder.resolve("pytorch_model.bin"), ZIP);
        Files.createSymbolicLink(folder.resolve("training_args.bin"), folder.resolve("nowhere"));

        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            assertThat(checkpoint.weights().names()).containsExactly("a");
        }
    }

    /** The length of the header comes first, and 640 looks like a pickle of protocol 2. */
    @ParameterizedTest
    @ValueSource(ints = {640, 896, 1152, 1408, 35_615})
    void areNotSeenInHeadersOfACertainLength(int length) throws IOException {
        String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}";
        Files.write(
                folder.resolve("model.safetensors"),
                SafetensorsFile.bytes(header + " ".repeat(length - header.length()), new byte[0]));

        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            assertThat(checkpoint.weights().names()).containsExactly("a");
        }
    }
}
