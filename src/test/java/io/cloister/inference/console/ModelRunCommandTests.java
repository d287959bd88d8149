package io.cloister.inference.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.CloisterApplication;
import io.cloister.inference.StoriesGraphs;
import io.cloister.inference.StoriesModel;
import io.cloister.platform.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command as its users see it: what it prints, and with which code it ends. */
class ModelRunCommandTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String BEGINNING = "Once upon a time";

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void build() throws IOException {
        StoriesModel.build(folder);
    }

    @Test
    void printsOneDocumentForATextAndNothingElse() throws IOException {
        long[] known = StoriesModel.tokens();

        JsonNode answer = answer("--prompt", BEGINNING, "--max-new-tokens", "100", "--greedy");

        assertThat(answer.propertyNames())
                .containsExactly("prompt_token_ids", "token_ids", "text", "finish_reason", "timings");
        assertThat(answer.path("timings").propertyNames()).containsExactly("load_ms", "prefill_ms", "decode_ms");
        assertThat(answer.path("timings").valueStream()).allMatch(time -> time.asDouble() > 0);
        assertThat(numbers(answer, "prompt_token_ids")).isEqualTo(Arrays.copyOf(known, 5));
        assertThat(numbers(answer, "token_ids")).isEqualTo(Arrays.copyOfRange(known, 5, 105));
        assertThat(StoriesModel.text())
                .startsWith(BEGINNING + answer.path("text").asString());
        assertThat(answer.path("finish_reason").asString()).isEqualTo("length");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void showsATextAsItGrowsAndItsTimesBesideIt() throws IOException {
        int code = run("--prompt", BEGINNING, "--max-new-tokens", "40");

        assertThat(code).isZero();
        assertThat(out.toString()).endsWith(System.lineSeparator());
        assertThat(StoriesModel.text()).startsWith(BEGINNING + out.toString().stripTrailing());
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains("40 written in");
    }

    @Test
    void needsNoTokenizerForTokens() throws IOException {
        Files.delete(folder.resolve("tokenizer.json"));
        long[] known = StoriesModel.tokens();

        JsonNode answer = answer("--token-ids", joined(Arrays.copyOf(known, 4)), "--max-new-tokens", "3");

        assertThat(numbers(answer, "token_ids")).isEqualTo(Arrays.copyOfRange(known, 4, 7));
        assertThat(answer.path("text").isNull()).isTrue();
    }

    @Test
    void givesTheLogitsBehindThePrompt() throws IOException {
        long[] known = StoriesModel.tokens();

        JsonNode answer = answer(
                "--token-ids", joined(Arrays.copyOf(known, 30)), "--max-new-tokens", "2", "--logits", "--threads", "1");

        List<Double> logits =
                answer.path("logits").valueStream().map(JsonNode::asDouble).toList();
        assertThat(logits).hasSize(512);
        assertThat(logits.indexOf(logits.stream().max(Double::compare).orElseThrow()))
                .isEqualTo((int) known[30]);
    }

    @Test
    void readsAPromptAndWritesNothingWhereNothingIsWanted() throws IOException {
        JsonNode answer = answer("--token-ids", "1, 403", "--max-new-tokens", "0", "--logits");

        assertThat(numbers(answer, "token_ids")).isEmpty();
        assertThat(answer.path("logits").size()).isEqualTo(512);
        assertThat(answer.path("finish_reason").asString()).isEqualTo("length");
    }

    @Test
    void stopsAtAnEndTokenUnlessToldToGoOn() throws IOException {
        long[] known = StoriesModel.tokens();
        Files.writeString(folder.resolve("generation_config.json"), "{\"eos_token_id\": %d}".formatted(known[8]));
        String[] arguments = {"--token-ids", joined(Arrays.copyOf(known, 5)), "--max-new-tokens", "6"};

        JsonNode stopped = answer(arguments);
        JsonNode wentOn = answer(
                Stream.concat(Stream.of("--ignore-eos"), Stream.of(arguments)).toArray(String[]::new));

        assertThat(numbers(stopped, "token_ids")).isEqualTo(Arrays.copyOfRange(known, 5, 8));
        assertThat(stopped.path("finish_reason").asString()).isEqualTo("stop");
        assertThat(numbers(wentOn, "token_ids")).isEqualTo(Arrays.copyOfRange(known, 5, 11));
        assertThat(wentOn.path("finish_reason").asString()).isEqualTo("length");
    }

    @Test
    void writesTheSameTextForTheSameSeed() throws IOException {
        String[] arguments = {"--prompt", BEGINNING, "--temperature", "1.3", "--top-p", "0.95", "--seed", "7"};

        JsonNode one = answer(arguments);
        JsonNode other = answer(arguments);

        assertThat(numbers(one, "token_ids")).isEqualTo(numbers(other, "token_ids"));
        assertThat(StoriesModel.text())
                .doesNotStartWith(BEGINNING + one.path("text").asString());
    }

    @Test
    void takesTheLikeliestOfEveryFewUnlessTheyAreOthers() throws IOException {
        String[] text = {"--prompt", BEGINNING, "--max-new-tokens", "30"};

        JsonNode likeliest = answer(text);

        for (String[] options : List.of(
                new String[] {"--min-p", "1"},
                new String[] {"--typical", "1", "--top-p", "1e-9"},
                new String[] {"--greedy", "--frequency-penalty", "0", "--repetition-penalty", "1"})) {
            JsonNode other = answer(Stream.of(text, options).flatMap(Stream::of).toArray(String[]::new));
            assertThat(other.path("text")).isEqualTo(likeliest.path("text"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--repetition-penalty=10", "--frequency-penalty=2", "--presence-penalty=2"})
    void repeatsItselfLessWithPenaltiesAndWithoutChance(String penalty) throws IOException {
        JsonNode plain = answer("--prompt", BEGINNING, "--max-new-tokens", "60", "--greedy");
        JsonNode one = answer("--prompt", BEGINNING, "--max-new-tokens", "60", penalty);
        JsonNode other = answer("--prompt", BEGINNING, "--max-new-tokens", "60", "--greedy", penalty);

        assertThat(numbers(one, "token_ids")).isEqualTo(numbers(other, "token_ids"));
        assertThat(Arrays.stream(numbers(one, "token_ids")).distinct().count())
                .isGreaterThan(
                        Arrays.stream(numbers(plain, "token_ids")).distinct().count());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void answersRequestsInOrderAndEachAsAlone(boolean ofTokens) throws IOException {
        if (ofTokens) {
            StoriesModel.change(folder, StoriesGraphs::ofTokens);
        }
        Path file = Files.writeString(
                elsewhere.resolve("requests.jsonl"),
                """
                {"token_ids": [1, 403, 407], "max_new_tokens": 30}

                {"prompt": "Lily had a big red ball and a little dog", "max_new_tokens": 4}
                {"token_ids": [1], "max_new_tokens": 12, "id": "of no matter"}
                {"prompt": "Tom"}
                """ + "{\"token_ids\": [1, 300], \"max_new_tokens\": 2}\n".repeat(7));

        int code = run("--requests", file.toString(), "--max-new-tokens", "9", "--logits");
        List<JsonNode> answers = out.toString().lines().map(JSON::readTree).toList();
        out.getBuffer().setLength(0);

        assertThat(code).isZero();
        assertThat(answers).hasSize(11);
        assertThat(answers)
                .extracting(answer -> answer.path("token_ids").size())
                .startsWith(30, 4, 12, 9, 2);
        for (JsonNode answer : answers) {
            JsonNode alone = answer(
                    "--token-ids",
                    joined(numbers(answer, "prompt_token_ids")),
                    "--max-new-tokens",
                    String.valueOf(answer.path("token_ids").size()));
            assertThat(answer.path("token_ids")).isEqualTo(alone.path("token_ids"));
            assertThat(answer.path("text")).isEqualTo(alone.path("text"));
            assertThat(answer.path("logits").size()).isEqualTo(512);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            | give one of --prompt, --token-ids and --requests
            --prompt,Hi,--token-ids,1 | give one of --prompt, --token-ids and --requests
            --token-ids,1;x | is not a long
            --token-ids,1;-4 | the token -4 is not in the vocabulary; give numbers from 0 to 511
            --token-ids,1;512 | the token 512 is not in the vocabulary; give numbers from 0 to 511
            --token-ids,1,--max-new-tokens,-1 | never negative; give 0 or more
            --token-ids,1,--threads,-2 | never negative; give 0 or more
            --token-ids,1,--temperature,3 | --temperature is out of range
            --token-ids,1,--top-p,0 | --top-p is out of range
            --token-ids,1,--top-k,-1 | --top-k is out of range
            --token-ids,1,--typical,0 | --typical is out of range
            --token-ids,1,--min-p,1.5 | --min-p is out of range
            --token-ids,1,--repetition-penalty,0 | --repetition-penalty is out of range
            --token-ids,1,--frequency-penalty,-2.5 | --frequency-penalty is out of range
            --token-ids,1,--presence-penalty,NaN | --presence-penalty is out of range
            --token-ids,1,--greedy,--min-p,0.1 | --greedy leaves nothing to chance
            --token-ids,1,--greedy,--seed,3 | --greedy leaves nothing to chance
            --token-ids,1,--nonsense | --nonsense
            --requests,nowhere.jsonl | there is no file nowhere.jsonl
            """)
    void saysWhatIsWrongWithItsUse(String arguments, String sentence) {
        String[] split = arguments == null ? new String[0] : arguments.split(",");
        refuses(
                2,
                sentence,
                Stream.of(split).map(word -> word.replace(';', ',')).toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"token_ids": [1, 2 | it is broken JSON
            [1, 2] | either "token_ids" or "prompt"
            {"max_new_tokens": 3} | either "token_ids" or "prompt"
            {"token_ids": [1], "prompt": "Hi"} | either "token_ids" or "prompt"
            {"token_ids": [1.5]} | neither a list of whole numbers nor a text
            {"token_ids": 1} | neither a list of whole numbers nor a text
            {"prompt": 7} | neither a list of whole numbers nor a text
            {"token_ids": []} | there is nothing to continue
            {"token_ids": [99999999999999999999]} | neither a list of whole numbers nor a text
            {"token_ids": [700]} | the token 700 is not in the vocabulary
            {"token_ids": [1], "max_new_tokens": -1} | "max_new_tokens" is not a number of tokens
            {"token_ids": [1], "max_new_tokens": "many"} | "max_new_tokens" is not a number of tokens
            """)
    void namesTheLineOfARequestThatIsNone(String line, String sentence) throws IOException {
        Path file = Files.writeString(elsewhere.resolve("some.jsonl"), "{\"token_ids\": [1]}\n\n" + line + "\n");

        refuses(2, "line 3 of some.jsonl: ", "--requests", file.toString());
        assertThat(err.toString()).contains(sentence);
    }

    @Test
    void refusesAPromptLongerThanTheContext() {
        refuses(2, "has 513 tokens and this model reads at most 512", "--token-ids", joined(new long[513]));
    }

    @Test
    void refusesAFileThatIsNoText() throws IOException {
        Path file = Files.write(elsewhere.resolve("bytes"), new byte[] {(byte) 0xff, 10});

        refuses(2, "cannot be read", "--requests", file.toString());
        refuses(2, "cannot be read", "--requests", elsewhere.toString());
    }

    @Test
    void saysThatAFolderIsNone() {
        folder = elsewhere.resolve("nowhere");
        refuses(2, "there is no folder", "--token-ids", "1");
        folder = elsewhere;
        refuses(2, "'config.json' is missing", "--token-ids", "1");
    }

    @Test
    void saysThatACheckpointMustBeBuilt() throws IOException {
        Files.delete(folder.resolve("model.onnx"));
        Files.writeString(folder.resolve("model.safetensors"), "");

        refuses(2, "build it first with ./cloister model build", "--token-ids", "1");
    }

    @Test
    void refusesATextWhereThereIsNoTokenizer() throws IOException {
        Files.delete(folder.resolve("tokenizer.json"));

        refuses(2, "no tokenizer.json for texts; give token ids instead", "--prompt", "Hi");
    }

    @Test
    void failsWhereTheModelIsDamaged() throws IOException {
        for (String file : List.of("tokenizer.json", "model.onnx", "config.json", "cloister-model.json")) {
            Files.writeString(folder.resolve(file), "not what it should be");

            refuses(1, "'" + file + "'", "--token-ids", "1");
        }
    }

    @Test
    void failsWhereTheModelComputesNoNumbers() throws IOException {
        StoriesModel.change(folder, StoriesGraphs::ofNoNumbers);

        refuses(1, "no valid numbers (NaN)", "--token-ids", "1");
    }

    private void refuses(int code, String sentence, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);

        assertThat(run(Stream.concat(Stream.of("--json"), Stream.of(arguments)).toArray(String[]::new)))
                .isEqualTo(code);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("cloister: ")
                .contains(sentence);
    }

    private JsonNode answer(String... arguments) {
        out.getBuffer().setLength(0);
        assertThat(run(Stream.concat(Stream.of("--json"), Stream.of(arguments)).toArray(String[]::new)))
                .as(err.toString())
                .isZero();
        assertThat(out.toString().lines()).hasSize(1);
        return JSON.readTree(out.toString());
    }

    private int run(String... arguments) {
        return Console.commandLine(CloisterApplication.class)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of("model", "run", folder.toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static long[] numbers(JsonNode answer, String name) {
        return answer.path(name).valueStream().mapToLong(JsonNode::asLong).toArray();
    }

    private static String joined(long[] numbers) {
        return LongStream.of(numbers).mapToObj(Long::toString).collect(Collectors.joining(","));
    }
}
