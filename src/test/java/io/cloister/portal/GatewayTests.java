package io.cloister.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.inference.StoriesModel;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Programs ask a really trained model over HTTP. */
@PortalTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String CHAT = "/v1/chat/completions";
    private static final String BEGINNING = "Once upon a time, there was a little";
    private static final String PATIENT = "Once upon a time, the patient Zyxomma";

    private final Portal portal;
    private final Programs programs;
    private final MeterRegistry meters;
    private Program clara = new Program(java.net.URI.create("http://localhost"), "");
    private String story = "";

    GatewayTests(Portal portal, Programs programs, MeterRegistry meters) {
        this.portal = portal;
        this.programs = programs;
        this.meters = meters;
    }

    @BeforeAll
    void bringIn() throws IOException {
        programs.offerModels();
        clara = programs.of("clara");
        story = StoriesModel.text().strip();
    }

    @Test
    void listsTheModelsOfTheKeysOwnerOnly() {
        JsonNode models = JSON.readTree(clara.get("/v1/models").body());

        assertThat(models.path("object").asString()).isEqualTo("list");
        assertThat(models.path("data")
                        .valueStream()
                        .map(model -> model.path("id").asString()))
                .contains(Programs.MODEL, Programs.EMBEDDINGS)
                .doesNotContain("cloister-quote");
        JsonNode one = JSON.readTree(clara.get("/v1/models/" + Programs.MODEL).body());
        assertThat(one.path("object").asString()).isEqualTo("model");
        assertThat(one.path("created").asLong()).isPositive();
        assertThat(programs.of("lena").get("/v1/models").body()).doesNotContain(Programs.MODEL);
    }

    @Test
    void aModelThatOneMayNotUseLooksLikeOneThatDoesNotExist() {
        Program lena = programs.of("lena");
        HttpResponse<String> none = lena.post(CHAT, greedy(Map.of("model", "no-such-model")));
        HttpResponse<String> notHers = lena.post(CHAT, greedy(Map.of()));

        assertThat(notHers.statusCode()).isEqualTo(404);
        assertThat(notHers.body()).isEqualTo(none.body());
        assertThat(lena.get("/v1/models/" + Programs.MODEL).body())
                .isEqualTo(lena.get("/v1/models/no-such-model").body());
        assertThat(JSON.readTree(notHers.body()).path("error").path("code").asString())
                .isEqualTo("model_not_found");
        assertThat(portal.signIn("conrad")
                        .get("/api/audit/events?action=ai.complete&outcome=DENIED")
                        .body())
                .contains("no-grant");
    }

    @Test
    void answersInAConversation() {
        HttpResponse<String> answer = clara.post(CHAT, greedy(Map.of("max_tokens", 30)));
        JsonNode completion = JSON.readTree(answer.body());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(completion.path("id").asString()).startsWith("chatcmpl-");
        assertThat(completion.path("object").asString()).isEqualTo("chat.completion");
        assertThat(completion.path("model").asString()).isEqualTo(Programs.MODEL);
        assertThat(completion.path("system_fingerprint").asString()).matches("fp_[0-9a-f]{12}");
        JsonNode choice = completion.path("choices").get(0);
        assertThat(choice.path("finish_reason").asString()).isEqualTo("length");
        assertThat(choice.path("message").path("role").asString()).isEqualTo("assistant");
        assertThat(story)
                .startsWith(BEGINNING + choice.path("message").path("content").asString());
        JsonNode usage = completion.path("usage");
        assertThat(usage.path("completion_tokens").asInt()).isEqualTo(30);
        assertThat(usage.path("total_tokens").asInt())
                .isEqualTo(30 + usage.path("prompt_tokens").asInt());
        assertThat(usage.path("prompt_tokens_details").path("cached_tokens").isInt())
                .isTrue();
    }

    @Test
    void putsBothEndsOfACallOnRecordWithItsKeyAndWithoutItsText() {
        HttpResponse<String> answer =
                clara.post("/v1/completions", Map.of("model", Programs.MODEL, "prompt", PATIENT, "max_tokens", 5));
        String receipt = answer.headers().firstValue("Audit-Receipt").orElseThrow();
        HttpVisit conrad = portal.signIn("conrad");
        String intent = conrad.get("/api/audit/events/" + receipt).body();
        JsonNode outcome = outcomeOf(receipt);

        assertThat(intent).contains("INTENT", "ai.complete").doesNotContain("Zyxomma");
        assertThat(outcome.path("outcome").asString()).isEqualTo("SUCCESS");
        assertThat(outcome.path("fields").path("output_tokens").asInt()).isEqualTo(5);
        assertThat(outcome.path("fields").path("model_id").asString()).isEqualTo(Programs.MODEL);
        assertThat(portal.signIn("clara")
                        .json("/api/keys")
                        .valueStream()
                        .map(key -> key.path("id").asString()))
                .contains(outcome.path("fields").path("api_key_id").asString());
        assertThat(outcome.toString()).doesNotContain("Zyxomma");
    }

    @Test
    void isMeasuredWithoutItsText() {
        clara.post("/v1/completions", Map.of("model", Programs.MODEL, "prompt", PATIENT, "max_tokens", 5));

        assertThat(meters.get("gen_ai.client.token.usage")
                        .tag("gen_ai.request.model", Programs.MODEL)
                        .summaries())
                .isNotEmpty();
        assertThat(meters.getMeters().stream().map(meter -> meter.getId().toString()))
                .anyMatch(id -> id.contains("gen_ai.client.operation"))
                .noneMatch(id -> id.contains("Zyxomma"));
    }

    @Test
    void streamsInEventsThatEndWithAWord() throws IOException {
        List<String> lines;
        try (Stream<String> read = reader(clara.open(
                        CHAT,
                        greedy(Map.of(
                                "max_tokens", 30, "stream", true, "stream_options", Map.of("include_usage", true)))))
                .lines()) {
            lines = read.filter(line -> !line.isEmpty()).toList();
        }
        List<JsonNode> chunks = lines.subList(0, lines.size() - 1).stream()
                .map(line -> JSON.readTree(line.substring("data: ".length())))
                .toList();

        assertThat(lines).allSatisfy(line -> assertThat(line).startsWith("data: "));
        assertThat(lines.getLast()).isEqualTo("data: [DONE]");
        assertThat(chunks.getFirst().at("/choices/0/delta/role").asString()).isEqualTo("assistant");
        StringBuilder text = new StringBuilder(BEGINNING);
        chunks.forEach(chunk -> text.append(chunk.at("/choices/0/delta/content").asString("")));
        assertThat(story).startsWith(text);
        assertThat(chunks.get(chunks.size() - 2).at("/choices/0/finish_reason").asString())
                .isEqualTo("length");
        assertThat(chunks.getLast().at("/usage/completion_tokens").asInt()).isEqualTo(30);
        assertThat(chunks)
                .allSatisfy(chunk -> assertThat(chunk.path("id").asString())
                        .isEqualTo(chunks.getFirst().path("id").asString()));
    }

    @Test
    void continuesSeveralTextsAtOnce() {
        JsonNode completion = clara.json(
                "/v1/completions",
                Map.of(
                        "model", Programs.MODEL,
                        "prompt", List.of(BEGINNING, "Lily and"),
                        "n", 2,
                        "temperature", 0,
                        "max_tokens", 10));

        assertThat(completion.path("object").asString()).isEqualTo("text_completion");
        List<JsonNode> choices = completion.path("choices").valueStream().toList();
        assertThat(choices).extracting(choice -> choice.path("index").asInt()).containsExactly(0, 1, 2, 3);
        assertThat(story).startsWith(BEGINNING + choices.getFirst().path("text").asString());
        assertThat(choices.get(1).path("text").asString())
                .isEqualTo(choices.getFirst().path("text").asString());
        assertThat(completion.at("/usage/completion_tokens").asInt()).isEqualTo(40);
    }

    @Test
    void aSeedGivesTheSameTextAgainAndEachOfSeveralItsOwn() {
        Map<String, Object> request = Map.of(
                "model", Programs.MODEL, "prompt", BEGINNING, "n", 2, "seed", 7, "temperature", 1.2, "max_tokens", 20);
        JsonNode first = clara.json("/v1/completions", request).path("choices");

        assertThat(clara.json("/v1/completions", request).path("choices")).isEqualTo(first);
        assertThat(first.get(0).path("text")).isNotEqualTo(first.get(1).path("text"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "temperature             | 2.1",
                "top_p                   | -0.1",
                "n                       | 9",
                "n                       | 0",
                "max_tokens              | 0",
                "max_tokens              | \"many\"",
                "stop                    | [1]",
                "stop                    | \"\"",
                "frequency_penalty       | 3",
                "top_logprobs            | 5",
                "logit_bias              | {\"5\": 101}",
                "messages                | []",
                "messages[0].role        | [{\"role\":\"nurse\",\"content\":\"a\"}]",
                "messages[0].content     | [{\"role\":\"user\"}]",
                "messages[0].content[1].type | [{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"http://x/\"}}]}]",
                "messages[0].content[0].type | [{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":{}}]}]",
                "messages[1].tool_call_id | [{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"tool\",\"content\":\"b\"}]",
                "audio                   | {\"voice\":\"a\"}",
                "modalities              | [\"text\",\"audio\"]",
                "store                   | true",
                "functions               | [{}]",
                "temprature              | 1",
                "response_format.type    | {\"type\":\"xml\"}",
                "response_format.json_schema | {\"type\":\"json_schema\"}",
                "tools[0].type           | [{\"type\":\"web_search\"}]",
                "tools[0].function.name  | [{\"type\":\"function\",\"function\":{\"name\":\"a b\"}}]",
                "tool_choice             | \"required\"",
                "grammar                 | \"root ::= [0-9]\""
            })
    void namesTheParameterThatCannotBeUsed(String parameter, String value) {
        Map<String, Object> request = new HashMap<>(greedy(Map.of()));
        String field = parameter.replaceFirst("[.\\[].*", "");
        request.put(field, JSON.readTree(value));
        if (field.equals("grammar")) {
            request.put("response_format", Map.of("type", "json_object"));
        }
        HttpResponse<String> answer = clara.post(CHAT, request);
        JsonNode error = JSON.readTree(answer.body()).path("error");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(error.path("param").asString()).isEqualTo(parameter);
        assertThat(error.path("type").asString()).isEqualTo("invalid_request_error");
        assertThat(error.path("message").asString()).endsWith(".");
    }

    @Test
    void ignoresWhatClientsSendWithoutHarm() {
        HttpResponse<String> answer = clara.post(
                CHAT,
                greedy(Map.of(
                        "user",
                        "u-1",
                        "store",
                        false,
                        "metadata",
                        Map.of("a", "b"),
                        "parallel_tool_calls",
                        true,
                        "service_tier",
                        "auto",
                        "top_k",
                        40,
                        "min_p",
                        0.05,
                        "max_completion_tokens",
                        3)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{|400", "[]|400", "null|400", "\"text\"|400", "{\"model\":5,|400", "{}|400"})
    void answersWhatIsNoRequestInTheSameShape(String body, int status) {
        HttpResponse<String> answer = clara.post(CHAT, body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).path("error").path("message").asString())
                .isNotEmpty();
    }

    @Test
    void answersOtherRefusalsInTheSameShape() {
        HttpResponse<String> nowhere = clara.get("/v1/nowhere");
        HttpResponse<String> method = clara.get(CHAT);
        HttpResponse<String> large = clara.post(CHAT, "{\"user\":\"" + "x".repeat(8 * 1024 * 1024) + "\"}");
        HttpResponse<String> tooLong =
                clara.post("/v1/completions", Map.of("model", Programs.MODEL, "prompt", "once ".repeat(2000)));

        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(tooLong.statusCode()).isIn(400, 422);
        assertThat(List.of(nowhere, method, large, tooLong)).allSatisfy(answer -> {
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(JSON.readTree(answer.body()).path("error").path("code").asString())
                    .isNotEmpty();
        });
    }

    @Test
    void aProgramThatLeavesStopsTheModel() throws IOException {
        String receipt = clara.leaveInTheMiddle(
                CHAT, greedy(Map.of("stream", true, "n", 8, "max_tokens", 480, "temperature", 1)));

        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(outcomeOf(receipt).path("outcome").asString())
                                .as(outcomeOf(receipt).toString())
                                .isEqualTo("ABORTED"));
        assertThat(outcomeOf(receipt).path("reason").asString()).isEqualTo("client-gone");
    }

    @Test
    void onePersonsProgramsCannotTakeAll() throws Exception {
        Callable<HttpResponse<String>> call = () -> clara.post(
                "/v1/completions", Map.of("model", Programs.MODEL, "prompt", BEGINNING, "n", 4, "max_tokens", 400));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> calls =
                    Stream.generate(() -> threads.submit(call)).limit(40).toList();
            var answers = new ArrayList<HttpResponse<String>>();
            for (Future<HttpResponse<String>> one : calls) {
                answers.add(one.get());
            }
            assertThat(answers)
                    .extracting(HttpResponse::statusCode)
                    .contains(200, 429)
                    .containsOnly(200, 429);
            assertThat(answers)
                    .filteredOn(answer -> answer.statusCode() == 429)
                    .allSatisfy(answer -> assertThat(answer.headers().firstValue("Retry-After"))
                            .isPresent());
        }
        assertThat(clara.get("/v1/models").statusCode()).isEqualTo(200);
        assertThat(clara.post(CHAT, greedy(Map.of("max_tokens", 2))).statusCode())
                .isEqualTo(200);
    }

    @Test
    void embedsTextsAsNumbersOrBytes() {
        Map<String, Object> request =
                Map.of("model", Programs.EMBEDDINGS, "input", List.of("heart failure", "invoice"));
        JsonNode numbers = clara.json("/v1/embeddings", request);
        Map<String, Object> inBase64 = new HashMap<>(request);
        inBase64.put("encoding_format", "base64");
        JsonNode bytes = clara.json("/v1/embeddings", inBase64);

        assertThat(numbers.path("data")).hasSize(2);
        JsonNode vector = numbers.at("/data/1/embedding");
        assertThat(vector).hasSize(384);
        assertThat(vector.valueStream()
                        .mapToDouble(one -> one.asDouble() * one.asDouble())
                        .sum())
                .isCloseTo(1, org.assertj.core.data.Offset.offset(1e-4));
        ByteBuffer decoded = ByteBuffer.wrap(
                        Base64.getDecoder().decode(bytes.at("/data/1/embedding").asString()))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(decoded.getFloat(4 * 17)).isEqualTo(vector.get(17).floatValue());
        assertThat(numbers.at("/usage/prompt_tokens").asInt()).isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dimensions      | 64",
                "input           | [[1, 2]]",
                "input           | [1, 2]",
                "input           | []",
                "input           | \"\"",
                "encoding_format | \"hex\"",
                "model           | \"talker-for-programs\""
            })
    void refusesWhatItCannotEmbed(String parameter, String value) {
        Map<String, Object> request = new HashMap<>(Map.of("model", Programs.EMBEDDINGS, "input", "heart"));
        request.put(parameter, JSON.readTree(value));
        HttpResponse<String> answer = clara.post("/v1/embeddings", request);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).path("error").path("param").asString())
                .isEqualTo(parameter);
    }

    private static Map<String, Object> greedy(Map<String, Object> changes) {
        Map<String, Object> request = new HashMap<>(Map.of(
                "model",
                Programs.MODEL,
                "messages",
                List.of(Map.of("role", "user", "content", BEGINNING)),
                "temperature",
                0,
                "max_tokens",
                10));
        request.putAll(changes);
        return request;
    }

    private JsonNode outcomeOf(String receipt) {
        return portal.signIn("conrad")
                .json("/api/audit/events?action=ai.complete&size=200")
                .path("items")
                .valueStream()
                .filter(event -> event.path("parentEventId").asString("").equals(receipt))
                .findFirst()
                .orElse(JSON.createObjectNode());
    }

    private static BufferedReader reader(HttpResponse<java.io.InputStream> answer) {
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }
}
