package io.cloister.catalog.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloister.platform.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that pose as weights are known by what they hold. */
class PicklesTests {

    @TempDir
    Path folder;

    /** As Python writes them: protocols 2 to 5 of a dictionary, a frame, 0 of an object, a call by hand. */
    @ParameterizedTest
    @CsvSource({
        "model.bin, 80027d71002e",
        "model.pt, 80037d71002e",
        "tokenizer.json, 80047d942e",
        "model.onnx, 80059503000000000000007d942e",
        "notes.txt, 63706f7369780a73797374656d0a28532765636865270a74522e",
        "vocab.txt, 2864700a2e",
        "config.json, 28636f730a73797374656d0a532769640a27850a522e",
        "weights.h5, 894844460d0a1a0a00000000",
        "weights.npy, 934e554d5059010076007b27",
        "model.joblib, 789c6b6099ca",
        "model.pkl.gz, 1f8b080000000000",
        "legacy.pt, 80028a0a6cfc9c46f920",
    })
    void whateverItsNameItIsRefusedByItsContent(String name, String hex) throws IOException {
        Files.writeString(folder.resolve("config.json"), "{}");
        Files.write(folder.resolve(name), HexFormat.of().parseHex(hex));

        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> Pickles.clear(folder))
                .withMessageContaining("'" + name + "' is a pickle or an archive")
                .withMessageContaining("get the model as safetensors or ONNX");
    }

    @Test
    void theArchiveThatPyTorchWritesIsRefused() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(HexFormat.of().parseHex("80027d71002e"));
        }
        Files.write(folder.resolve("special_tokens_map.json"), bytes.toByteArray());

        assertThatExceptionOfType(Problem.class).isThrownBy(() -> Pickles.clear(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pytorch_model.bin", "model.PT", "weights.h5", "data.npz"})
    void underItsUsualNameBesideOtherWeightsItIsLeftOut(String name) throws IOException {
        Files.write(folder.resolve("model.safetensors"), new byte[] {(byte) 0x80, 2});
        Files.write(folder.resolve(name), HexFormat.of().parseHex("80027d71002e"));

        Pickles.clear(folder);

        assertThat(CatalogHouse.names(folder)).containsExactly("model.safetensors");
    }

    @Test
    void whatBelongsToAModelStays() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"a\": 1}");
        Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\n( d\nc a\nl o\n");
        Files.writeString(folder.resolve("README.md"), "---\nlicense: mit\n---\n");
        Files.write(folder.resolve("model.onnx.data"), HexFormat.of().parseHex("80027d71002e"));
        Files.write(folder.resolve("tokenizer.model"), "\n\u000e\n\u0005<unk>".getBytes(StandardCharsets.UTF_8));
        Files.write(folder.resolve("model.onnx"), HexFormat.of().parseHex("080a12076c6c616d61"));
        var before = CatalogHouse.names(folder);

        assertThatCode(() -> Pickles.clear(folder)).doesNotThrowAnyException();

        assertThat(CatalogHouse.names(folder)).isEqualTo(before);
    }
}
