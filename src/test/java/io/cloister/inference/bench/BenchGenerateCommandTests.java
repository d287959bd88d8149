package io.cloister.inference.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.CloisterApplication;
import io.cloister.inference.StoriesModel;
import io.cloister.platform.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command as its users see it. How fast anything is, is not tested. */
class BenchGenerateCommandTests {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void build() throws IOException {
        StoriesModel.build(folder);
    }

    @Test
    void tellsTheFiguresOfEachConcurrencyInOneDocument() {
        JsonNode runs = answer("--concurrency", "1,3").path("runs");

        assertThat(runs.valueStream().map(run -> run.path("concurrency").asInt()))
                .containsExactly(1, 3);
        assertThat(runs.path(0).propertyNames())
                .startsWith(
                        "concurrency",
                        "prefill_tokens_per_s",
                        "decode_tokens_per_s",
                        "total_tokens_per_s",
                        "ttft_ms_p50",
                        "ttft_ms_p95",
                        "itl_ms_p50",
                        "itl_ms_p95",
                        "peak_rss_mb");
        // Tokens that a busy machine hands over together have no time between them.
        assertThat(runs.valueStream().flatMap(run -> run.properties().stream()))
                .allMatch(figure ->
                        figure.getValue().asDouble() >= (figure.getKey().startsWith("itl_ms") ? 0 : Double.MIN_VALUE));
    }

    @Test
    void aSecondTurnFindsTheFirst() {
        JsonNode turn =
                answer("--turns", "--prompt-tokens", "300").path("turns").path(0);

        assertThat(turn.path("conversation_tokens").asInt()).isEqualTo(300);
        assertThat(turn.path("ratio").asDouble()).isBetween(0.0, 1.0);
    }

    @Test
    void aNewcomerIsTimedOnABusyAndOnAnIdleEngine() {
        JsonNode newcomer = answer("--newcomer", "--concurrency", "1,3").path("newcomer");

        assertThat(newcomer.valueStream().map(row -> row.path("concurrency").asInt()))
                .containsExactly(3);
        assertThat(newcomer.path(0).path("idle_ttft_ms").asDouble()).isPositive();
        assertThat(newcomer.path(0).path("newcomer_ttft_ms").asDouble()).isPositive();
    }

    @Test
    void whatATokenReadsGrowsWithTheTextBeforeIt() {
        JsonNode contexts = answer("--contexts", "20,100").path("contexts");

        // 5 layers, 4 key heads of 8 numbers, keys and values, 4 bytes each.
        long cache = 5 * 4 * 8 * 2 * 4;
        assertThat(contexts.path(1).path("bytes_per_token").asLong()
                        - contexts.path(0).path("bytes_per_token").asLong())
                .isEqualTo(80 * cache);
        assertThat(contexts.path(0).path("bytes_per_token").asLong()).isGreaterThan(4 * 200_000);
        assertThat(contexts.path(0).path("memory_gb_per_s").asDouble()).isPositive();
    }

    @Test
    void showsATableToPeople() {
        assertThat(run("--concurrency", "2")).isZero();

        List<String> lines =
                out.toString().lines().filter(line -> !line.isBlank()).toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("concurrency", "total_tokens_per_s");
        assertThat(lines.get(1).strip()).startsWith("2 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--repeat=0",
                "--new-tokens=1",
                "--prompt-tokens=0",
                "--concurrency=0",
                "--concurrency=x",
                "--threads=-1",
                "--contexts=0",
                "--prompt-tokens=600",
                "--turns --prompt-tokens=10"
            })
    void refusesBadUseInOneLine(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);

        assertThat(err.toString().lines()).hasSize(1).first().asString().startsWith("cloister: ");
    }

    @Test
    void refusesAFolderThatIsNone() {
        folder = folder.resolve("elsewhere");

        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).startsWith("cloister: there is no folder");
    }

    private JsonNode answer(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        assertThat(run(all.toArray(String[]::new))).as(err.toString()).isZero();
        return JSON.readTree(out.toString());
    }

    private int run(String... arguments) {
        String said = String.join(" ", arguments);
        var all = new ArrayList<>(List.of("bench", "generate", folder.toString()));
        Map.of("--prompt-tokens", "20", "--new-tokens", "4", "--repeat", "1", "--warm-up", "0")
                .forEach((option, value) -> {
                    if (!said.contains(option)) {
                        all.add(option + "=" + value);
                    }
                });
        all.addAll(List.of(arguments));
        return Console.commandLine(CloisterApplication.class)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
