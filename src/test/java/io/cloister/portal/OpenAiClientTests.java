package io.cloister.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.cloister.inference.StoriesModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** OpenAI's own client for Node, as npm has it, in {@code frontend/tests/gateway}. */
@PortalTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiClientTests {

    private static final Path FRONTEND = Path.of("frontend");
    private static final JsonMapper JSON = new JsonMapper();

    private final Portal portal;
    private final Programs programs;
    private JsonNode seen = JSON.createObjectNode();

    OpenAiClientTests(Portal portal, Programs programs) {
        this.portal = portal;
        this.programs = programs;
    }

    @BeforeAll
    void run() throws IOException, InterruptedException {
        assumeThat(FRONTEND.resolve("node_modules/openai"))
                .as("npm ci in frontend")
                .isDirectory();
        programs.offerModels();
        ProcessBuilder node = new ProcessBuilder("node", "tests/gateway/client.mjs")
                .directory(FRONTEND.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        node.environment()
                .putAll(Map.of(
                        "GATEWAY",
                        portal.address() + "/v1",
                        "KEY",
                        programs.of("clara").key(),
                        "MODEL",
                        Programs.MODEL,
                        "EMBEDDINGS",
                        Programs.EMBEDDINGS,
                        "OTHER_MODEL",
                        "cloister-quote"));
        Process process = node.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        seen = JSON.readTree(output);
    }

    @Test
    void lists() {
        assertThat(seen.path("models").valueStream().map(JsonNode::asString))
                .contains(Programs.MODEL, Programs.EMBEDDINGS);
        assertThat(seen.path("retrieved").asString()).isEqualTo(Programs.MODEL);
    }

    @Test
    void answersAtOnceAndPieceByPieceAlike() throws IOException {
        String story = StoriesModel.text().strip();
        String text = seen.path("text").asString();

        assertThat(story).startsWith("Once upon a time, there was a little" + text);
        assertThat(seen.at("/streamed/text").asString()).isEqualTo(text);
        assertThat(seen.at("/streamed/finish").asString()).isEqualTo("length");
        assertThat(seen.at("/streamed/usage")).isEqualTo(seen.path("usage"));
        assertThat(seen.at("/usage/completion_tokens").asInt()).isEqualTo(30);
        assertThat(seen.path("receipt").asString()).hasSize(36);
        assertThat(story).startsWith("Once upon a time" + seen.path("plain").asString());
    }

    @Test
    void stopsTheModelWhenItLeaves() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(portal.signIn("conrad")
                                .get("/api/audit/events?action=ai.complete&outcome=ABORTED")
                                .body())
                        .contains("\"parentEventId\":\"" + seen.path("left").asString() + "\""));
    }

    @Test
    void embeds() {
        assertThat(seen.path("embedding").asInt()).isEqualTo(384);
    }

    @ParameterizedTest
    @CsvSource({
        "authentication, AuthenticationError, 401, invalid_api_key",
        "unknownModel, NotFoundError, 404, model_not_found",
        "unknownStream, NotFoundError, 404, model_not_found",
        "badRequest, BadRequestError, 400, invalid_input",
        "image, BadRequestError, 400, unsupported_parameter",
        "rateLimit, RateLimitError, 429, too_many_requests"
    })
    void getsTypedErrors(String act, String kind, int status, String code) {
        JsonNode error = seen.at("/errors/" + act);

        assertThat(error.path("kind").asString()).isEqualTo(kind);
        assertThat(error.path("status").asInt()).isEqualTo(status);
        assertThat(error.path("code").asString()).isEqualTo(code);
    }
}
