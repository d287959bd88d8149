package io.cloister.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloister.platform.persistence.TestDatabases;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What programs are told when the trail cannot be written. */
@PortalTest
class GatewayOutageTests {

    private static final JsonMapper JSON = new JsonMapper();

    private final Programs programs;
    private final Environment environment;

    GatewayOutageTests(Programs programs, Environment environment) {
        this.programs = programs;
        this.environment = environment;
    }

    @Test
    void aStreamWhoseEndCannotBeRecordedEndsWithAnErrorAndNothingNewBegins() throws Exception {
        programs.offerModels();
        Program clara = programs.of("clara");
        String database = environment.getRequiredProperty("cloister.test.database");
        var answer = clara.open(
                "/v1/completions",
                Map.of(
                        "model",
                        Programs.MODEL,
                        "prompt",
                        Collections.nCopies(8, "Once upon a time"),
                        "n",
                        8,
                        "max_tokens",
                        100,
                        "stream",
                        true));
        try (var reader = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(reader.readLine()).startsWith("data: {\"id\":\"cmpl-");
            TestDatabases.allowConnections(database, false);
            var refused = clara.get("/v1/models");
            List<String> lines = reader.lines().filter(line -> !line.isEmpty()).toList();
            JsonNode error =
                    JSON.readTree(lines.getLast().substring("data: ".length())).path("error");

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(JSON.readTree(refused.body()).at("/error/type").asString())
                    .isEqualTo("server_error");
            assertThat(error.path("type").asString()).isEqualTo("server_error");
            assertThat(error.path("message").asString()).contains("receipt");
            assertThat(lines).doesNotContain("data: [DONE]");
        } finally {
            TestDatabases.allowConnections(database, true);
        }
        // A connection that died may be handed out once more before the pool looks at it.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(clara.get("/v1/models").statusCode()).isEqualTo(200));
    }
}
