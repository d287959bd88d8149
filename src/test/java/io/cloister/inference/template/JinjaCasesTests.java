package io.cloister.inference.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The language, piece by piece, against what Jinja prints. */
class JinjaCasesTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Clock NOW = Clock.fixed(Instant.parse("2024-07-06T15:04:05.678Z"), ZoneOffset.UTC);

    @TestFactory
    Stream<DynamicTest> printWhatJinjaPrints() throws IOException {
        JsonNode file = read();
        Map<String, Object> variables =
                JSON.convertValue(file.get("variables"), new TypeReference<LinkedHashMap<String, Object>>() {});
        return file.get("cases").values().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.get("template").asString(),
                        () -> check(entry.get("template").asString(), entry.get("expected"), variables)));
    }

    private static void check(String template, JsonNode expected, Map<String, Object> variables)
            throws TemplateException {
        if (expected.isNull()) {
            assertThatThrownBy(() -> render(template, variables)).isInstanceOf(TemplateException.class);
        } else {
            assertThat(render(template, variables)).isEqualTo(expected.asString());
        }
    }

    private static String render(String template, Map<String, Object> variables) throws TemplateException {
        return ChatTemplate.parse(template, TemplateLimits.DEFAULT, NOW).render(variables);
    }

    private static JsonNode read() throws IOException {
        try (InputStream file = JinjaCasesTests.class.getResourceAsStream("/chat-templates/jinja-cases.json")) {
            return JSON.readTree(file);
        }
    }
}
