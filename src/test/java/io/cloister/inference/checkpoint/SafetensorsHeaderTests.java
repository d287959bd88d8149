package io.cloister.inference.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the header of a safetensors file may say. Eight bytes of numbers follow each one here. */
class SafetensorsHeaderTests {

    @TempDir
    Path folder;

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}     ",
                "{'a':{'dtype':'F32','shape':[1,2,1],'data_offsets':[0,8]},'__metadata__':{'format':'pt'}}",
                "{'b':{'dtype':'F16','shape':[2],'data_offsets':[4,8]},'a':{'dtype':'F32','shape':[],'data_offsets':[0,4]}}",
                "{'a':{'dtype':'I64','shape':[1],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[0],'data_offsets':[8,8]}}",
                "{'a':{'dtype':'F32','shape':[0,7],'data_offsets':[0,0]},'b':{'dtype':'BOOL','shape':[8],'data_offsets':[0,8]}}",
                "{'a':{'dtype':'F4','shape':[16],'data_offsets':[0,8],'later':true}}"
            })
    void opensWhatTheFormatAllows(String header) throws IOException {
        write(header);

        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            assertThat(checkpoint.weights().has("a")).isTrue();
            assertThat(checkpoint.weights().has("__metadata__")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}}|tensor 'a' reaches beyond the end",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}|last 4 bytes belong to no tensor",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}|tensor 'a' does not follow directly",
                "{}|last 8 bytes belong to no tensor",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F16','shape':[1],'data_offsets':[6,8]}}|tensor 'b' does not follow",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}|tensor 'b' overlaps",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}|overlaps another",
                "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}|tensor 'a' does not have as many bytes",
                "{'a':{'dtype':'F16','shape':[2],'data_offsets':[0,8]}}|tensor 'a' does not have as many bytes",
                "{'a':{'dtype':'F6_E2M3','shape':[11],'data_offsets':[0,8]}}|tensor 'a' does not have as many bytes",
                "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,8]}}|tensor 'a' does not have",
                "{'a':{'dtype':'F32','shape':[4611686018427387906],'data_offsets':[0,8]}}|tensor 'a' does not have",
                "{'a':{'dtype':'F32','shape':[-1,-2],'data_offsets':[0,8]}}|tensor 'a' has a dimension",
                "{'a':{'dtype':'F32','shape':[9223372036854775808],'data_offsets':[0,8]}}|tensor 'a' has a dimension",
                "{'a':{'dtype':'F32','shape':[2.0],'data_offsets':[0,8]}}|tensor 'a' has a dimension",
                "{'a':{'dtype':'F32','shape':['2'],'data_offsets':[0,8]}}|tensor 'a' has a dimension",
                "{'a':{'dtype':'F32','shape':2,'data_offsets':[0,8]}}|tensor 'a' lacks its shape",
                "{'a':{'dtype':'F32','data_offsets':[0,8]}}|tensor 'a' lacks its shape",
                "{'a':{'dtype':'F32','shape':[2]}}|tensor 'a' lacks its shape or its offsets",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[-8,0]}}|tensor 'a' has a dimension or an offset",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}|tensor 'a' has no proper offsets",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0]}}|tensor 'a' has no proper offsets",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8,8]}}|tensor 'a' has no proper offsets",
                "{'a':{'dtype':'F128','shape':[1],'data_offsets':[0,8]}}|has the unknown type 'F128'",
                "{'a':{'dtype':7,'shape':[2],'data_offsets':[0,8]}}|has the unknown type",
                "{'a':{'shape':[2],'data_offsets':[0,8]}}|has the unknown type",
                "{'a':8}|has the unknown type",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}|JSON is not valid at line 1",
                "{'a':{'dtype':'F32','shape':[2],'shape':[2],'data_offsets':[0,8]}}|JSON is not valid at line 1",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}{}|goes on after",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}|JSON is not valid at line 1",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},}|JSON is not valid at line 1, column 5",
                "[{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}]|does not start with a header",
                "\"  {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}\"|does not start with a header"
            })
    void refusesWhatTheFormatForbids(String header, String fault) throws IOException {
        write(header);

        assertThatThrownBy(() -> Checkpoint.open(folder))
                .isInstanceOf(UnusableCheckpointException.class)
                .hasMessageContaining("'model.safetensors'")
                .hasMessageContaining(fault);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 100_000_001, 2L << 30, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void refusesHeadersOfImpossibleLength(long length) throws IOException {
        byte[] file = new SafetensorsFile().f32("a", List.of(2L), 1, 2).bytes();
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        Files.write(folder.resolve("model.safetensors"), file);

        assertThatThrownBy(() -> Checkpoint.open(folder))
                .isInstanceOf(UnusableCheckpointException.class)
                .hasMessage(
                        "The file 'model.safetensors' is damaged: it does not start with a header of at most 100 MB, as the safetensors format demands; copy or download it again.");
    }

    @Test
    void refusesAHeaderLongerThanTheFile() throws IOException {
        byte[] file = new SafetensorsFile().f32("a", List.of(2L), 1, 2).bytes();
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(99_999_999);
        Files.write(folder.resolve("model.safetensors"), file);

        assertThatThrownBy(() -> Checkpoint.open(folder)).hasMessageContaining("ends within its header");
    }

    @Test
    void refusesAHeaderThatIsNotInUtf8() throws IOException {
        byte[] file =
                SafetensorsFile.bytes("{\"~\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", new byte[8]);
        file[10] = (byte) 0xff;
        Files.write(folder.resolve("model.safetensors"), file);

        assertThatThrownBy(() -> Checkpoint.open(folder)).hasMessageContaining("header is no text in UTF-8");
    }

    @Test
    void otherTypesOnlyFailWhenTheyAreAskedFor() throws IOException {
        new SafetensorsFile()
                .stored("positions", "I64", List.of(1L), new byte[8])
                .f32("a", List.of(1L), 1)
                .writeCheckpoint(folder);

        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            assertThat(checkpoint.weights().names()).containsExactly("positions", "a");
            assertThatThrownBy(() -> checkpoint.weights().get("positions"))
                    .isInstanceOf(UnusableCheckpointException.class)
                    .hasMessage(
                            "The tensor 'positions' in 'model.safetensors' is stored as I64; get the checkpoint in F32, F16 or BF16.");
            assertThat(checkpoint.weights().get("a").elements()).isOne();
        }
    }

    @Test
    void saysWhichTensorIsMissing() throws IOException {
        new SafetensorsFile().f32("a", List.of(1L), 1).writeCheckpoint(folder);

        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            assertThatThrownBy(() -> checkpoint.weights().get("b")).hasMessageContaining("no tensor 'b'");
        }
    }

    @Test
    void namesInSentencesAreShortAndWithoutControlCharacters() throws IOException {
        String name = "\\u001b[31m" + "x".repeat(10_000);
        write("{'%s':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}".formatted(name));

        assertThatThrownBy(() -> Checkpoint.open(folder))
                .message()
                .contains("?[31mxxx")
                .doesNotContain("\u001b")
                .hasSizeLessThan(400);
    }

    private void write(String header) throws IOException {
        Files.write(folder.resolve("model.safetensors"), SafetensorsFile.bytes(header.replace('\'', '"'), new byte[8]));
    }
}
