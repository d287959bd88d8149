package io.cloister.inference.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.CloisterApplication;
import io.cloister.catalog.ModelFile;
import io.cloister.catalog.ModelManifest;
import io.cloister.inference.StoriesModel;
import io.cloister.platform.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands as their users see them: what they print, and with which code they end. */
class BuildCommandTests {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void tellsInOneDocumentWhatWasBuilt() {
        int code = call("model", "build", StoriesModel.CHECKPOINT.toString(), target(), "--weights", "int8", "--json");

        JsonNode built = JSON.readTree(out.toString());
        assertThat(code).isZero();
        assertThat(built.path("architecture").asString()).isEqualTo("LlamaForCausalLM");
        assertThat(built.path("weights").asString()).isEqualTo("int8");
        assertThat(built.path("parameters").asLong()).isEqualTo(260_032);
        assertThat(built.path("bytes").asLong()).isPositive();
        assertThat(Path.of(target())).isDirectoryContaining("glob:**/model.onnx");
    }

    @Test
    void theManifestHasTheDigestOfEveryFile() throws Exception {
        call("model", "build", StoriesModel.CHECKPOINT.toString(), target());

        List<ModelFile> files =
                ModelManifest.read(Path.of(target())).orElseThrow().files();
        assertThat(files).extracting(ModelFile::name).contains("model.onnx", "model.onnx.data", "tokenizer.json");
        for (ModelFile file : files) {
            byte[] content = Files.readAllBytes(Path.of(target(), file.name()));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            assertThat(file.sha256()).as(file.name()).isEqualTo(HexFormat.of().formatHex(digest));
            assertThat(file.bytes()).as(file.name()).isEqualTo(content.length);
        }
    }

    @Test
    void tellsPeopleInOneLine() {
        int code = call("model", "build", StoriesModel.CHECKPOINT.toString(), target());

        assertThat(code).isZero();
        assertThat(out.toString()).hasLineCount(1).contains("LlamaForCausalLM", "0.3 million parameters as int4");
    }

    @Test
    void measuresBuildingAgainstReadingAndWriting() {
        int code = call("bench", "build", StoriesModel.CHECKPOINT.toString(), "--repeat", "2", "--json");

        JsonNode measured = JSON.readTree(out.toString());
        assertThat(code).isZero();
        assertThat(measured.path("ratio").asDouble())
                .isCloseTo(
                        measured.path("build_ms").asDouble()
                                / measured.path("read_write_ms").asDouble(),
                        Offset.offset(0.01));
        assertThat(measured.path("peak_rss_mb").asLong()).isPositive();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2 | --weights int5            | give fp32, fp16, int8 or int4
            2 | --block 33                | 32, 64, 128 or 256
            2 | --head float              | give fp32, fp16, int8 or int4
            1 | --adapter nowhere         | nowhere
            """)
    void saysWhatIsWrongWithAnOption(int code, String option, String sentence) {
        String[] words = option.split(" ", -1);

        assertThat(call("model", "build", StoriesModel.CHECKPOINT.toString(), target(), words[0], words[1]))
                .isEqualTo(code);
        assertThat(err.toString()).startsWith("cloister: ").hasLineCount(1).contains(sentence);
        assertThat(Path.of(target())).doesNotExist();
    }

    @Test
    void saysWhatIsWrongWithTheCheckpoint() throws Exception {
        Path empty = Files.createDirectory(directory.resolve("empty"));

        assertThat(call("model", "build", empty.toString(), target())).isEqualTo(1);
        assertThat(err.toString()).startsWith("cloister: ").hasLineCount(1).contains("config.json");
    }

    private int call(String... arguments) {
        return Console.commandLine(CloisterApplication.class)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private String target() {
        return directory.resolve("model").toString();
    }
}
