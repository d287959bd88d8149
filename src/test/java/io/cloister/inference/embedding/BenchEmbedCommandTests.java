package io.cloister.inference.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.CloisterApplication;
import io.cloister.platform.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchEmbedCommandTests {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void tellsHowFastTheBuiltInModelReadsGeneratedTexts() throws Exception {
        Path vectors = folder.resolve("vectors");

        int code = call("--texts", "6", "--repeat", "2", "--json", "--vectors", vectors.toString());

        assertThat(code).isZero();
        JsonNode told = JSON.readTree(out.toString());
        assertThat(told.path("texts").asInt()).isEqualTo(6);
        assertThat(told.path("dimensions").asInt()).isEqualTo(384);
        assertThat(told.path("texts_per_s").asDouble()).isPositive();
        assertThat(told.path("tokens_per_s").asDouble())
                .isGreaterThan(told.path("texts_per_s").asDouble() * 10);
        assertThat(Files.readAllLines(vectors))
                .hasSize(6)
                .allSatisfy(line -> assertThat(JSON.readTree(line)).hasSize(384));
    }

    @Test
    void readsAFolderAndAFileOfTexts() throws Exception {
        new TinyEncoder(4).write(folder, "last_hidden_state");
        TinyEncoder.describe(folder, "{'pooling_mode_mean_tokens':true}");
        Path corpus =
                Files.write(folder.resolve("corpus.jsonl"), List.of("{\"text\":\"one two\"}", "{\"text\":\"three\"}"));

        int code = call(folder.toString(), "--corpus", corpus.toString(), "--repeat", "1", "--json");

        assertThat(code).isZero();
        assertThat(JSON.readTree(out.toString()).path("tokens").asInt()).isEqualTo(4 + 3);
    }

    @Test
    void saysInOneLineWhatIsWrong() {
        assertThat(call(folder.toString())).isEqualTo(1);
        assertThat(call("--repeat", "0")).isEqualTo(2);
        assertThat(call("--corpus", folder.resolve("none").toString())).isEqualTo(1);

        assertThat(err.toString().lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("cloister: "))
                .anyMatch(line -> line.contains("'tokenizer.json' is missing"))
                .anyMatch(line -> line.contains("none' cannot be read"));
    }

    private int call(String... arguments) {
        return Console.commandLine(CloisterApplication.class)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of("bench", "embed"), Stream.of(arguments))
                        .toArray(String[]::new));
    }
}
