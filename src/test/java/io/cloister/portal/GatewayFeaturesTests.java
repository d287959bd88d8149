package io.cloister.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the gateway hands to the port and the engine behind it carries out. */
@PortalTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayFeaturesTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String CHAT = "/v1/chat/completions";
    private static final String BEGINNING = "Once upon a time, there was a little";

    private final Programs programs;
    private Program clara = new Program(URI.create("http://localhost"), "");

    GatewayFeaturesTests(Programs programs) {
        this.programs = programs;
    }

    @BeforeAll
    void bringIn() {
        programs.offerModels();
        clara = programs.of("clara");
    }

    @Test
    void endsBeforeAStopString() {
        String whole = text(ask(Map.of()));
        String stop = whole.substring(10, 14);
        JsonNode stopped = ask(Map.of("stop", List.of(stop, "never written")));

        assertThat(text(stopped)).isEqualTo(whole.substring(0, whole.indexOf(stop)));
        assertThat(stopped.at("/choices/0/finish_reason").asString()).isEqualTo("stop");
    }

    @Test
    void tellsHowLikelyEachTokenWas() {
        JsonNode answer = ask(Map.of("logprobs", true, "top_logprobs", 3, "max_tokens", 5));
        JsonNode tokens = answer.at("/choices/0/logprobs/content");

        assertThat(tokens).hasSize(5);
        assertThat(tokens.valueStream()).allSatisfy(token -> {
            assertThat(token.path("logprob").asDouble()).isNegative();
            assertThat(token.path("top_logprobs")).hasSize(3);
            assertThat(token.path("bytes")).isNotEmpty();
        });
        assertThat(String.join(
                        "",
                        tokens.valueStream()
                                .map(token -> token.path("token").asString())
                                .toList()))
                .isEqualTo(text(answer));
    }

    @Test
    void tellsThemForContinuedTextsToo() {
        JsonNode answer = clara.json(
                "/v1/completions",
                Map.of("model", Programs.MODEL, "prompt", BEGINNING, "temperature", 0, "max_tokens", 5, "logprobs", 2));

        assertThat(answer.at("/choices/0/logprobs/tokens")).hasSize(5);
        assertThat(answer.at("/choices/0/logprobs/text_offset/0").asInt()).isZero();
    }

    @Test
    void writesAnObjectByASchema() {
        Map<String, Object> schema = Map.of(
                "type",
                "object",
                "properties",
                Map.of("age", Map.of("type", "integer"), "name", Map.of("enum", List.of("Lily", "Tom"))),
                "required",
                List.of("age", "name"),
                "additionalProperties",
                false);
        JsonNode answer = ask(Map.of(
                "max_tokens",
                200,
                "response_format",
                Map.of("type", "json_schema", "json_schema", Map.of("name", "child", "schema", schema))));
        JsonNode child = JSON.readTree(text(answer));

        assertThat(child.path("age").isIntegralNumber()).isTrue();
        assertThat(child.path("name").asString()).isIn("Lily", "Tom");
    }

    @Test
    void refusesASchemaThatIsNone() {
        assertThat(clara.post(
                                CHAT,
                                request(Map.of(
                                        "response_format",
                                        Map.of(
                                                "type",
                                                "json_schema",
                                                "json_schema",
                                                Map.of("name", "x", "schema", Map.of("type", "no such type"))))))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void writesByAGrammar() {
        assertThat(text(ask(Map.of("grammar", "root ::= \"yes\" | \"no\"")))).isIn("yes", "no");
    }

    @Test
    void callsTheToolThatItMustCall() {
        Map<String, Object> tool = Map.of(
                "type",
                "function",
                "function",
                Map.of(
                        "name",
                        "room",
                        "parameters",
                        Map.of(
                                "type",
                                "object",
                                "properties",
                                Map.of("bed", Map.of("type", "integer")),
                                "required",
                                List.of("bed"))));
        JsonNode answer = ask(Map.of(
                "max_tokens",
                100,
                "tools",
                List.of(tool),
                "tool_choice",
                Map.of("type", "function", "function", Map.of("name", "room"))));
        JsonNode call = answer.at("/choices/0/message/tool_calls/0");

        assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo("tool_calls");
        assertThat(call.at("/function/name").asString()).isEqualTo("room");
        assertThat(JSON.readTree(call.at("/function/arguments").asString())
                        .path("bed")
                        .isIntegralNumber())
                .isTrue();
    }

    @Test
    void aBiasForbidsAToken() {
        JsonNode free = ask(Map.of("logprobs", true, "max_tokens", 1));
        Map<String, Integer> bias = new HashMap<>();
        for (int token = 3; token < 512; token++) {
            bias.put(Integer.toString(token), token == 403 ? 100 : -100);
        }

        assertThat(text(ask(Map.of("logit_bias", bias, "max_tokens", 1)))).isNotEqualTo(text(free));
    }

    @Test
    void tellsWhatOfAPromptHadBeenReadBefore() {
        Map<String, Object> longer =
                Map.of("max_tokens", 2, "messages", List.of(Map.of("role", "user", "content", "once ".repeat(60))));
        ask(longer);

        assertThat(ask(longer).at("/usage/prompt_tokens_details/cached_tokens").asInt())
                .isPositive();
    }

    @Test
    void refusesAPromptThatIsLongerThanTheContextBeforeAnyWork() {
        assertThat(clara.post(
                                CHAT,
                                request(Map.of(
                                        "messages", List.of(Map.of("role", "user", "content", "once ".repeat(900))))))
                        .statusCode())
                .isEqualTo(422);
    }

    private JsonNode ask(Map<String, Object> changes) {
        return clara.json(CHAT, request(changes));
    }

    private static Map<String, Object> request(Map<String, Object> changes) {
        Map<String, Object> request = new HashMap<>(Map.of(
                "model",
                Programs.MODEL,
                "messages",
                List.of(Map.of("role", "user", "content", BEGINNING)),
                "temperature",
                0,
                "max_tokens",
                30));
        request.putAll(changes);
        return request;
    }

    private static String text(JsonNode answer) {
        return answer.at("/choices/0/message/content").asString();
    }
}
