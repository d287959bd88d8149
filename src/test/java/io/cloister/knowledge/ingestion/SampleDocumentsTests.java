package io.cloister.knowledge.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sample organisation's documents hold every expected answer word for word within one passage. */
class SampleDocumentsTests {

    @Test
    void keepEveryExpectedAnswerWholeWithinOnePassage() {
        JsonMapper json = new JsonMapper();
        List<JsonNode> questions = new String(resource("/demo/questions.jsonl"), StandardCharsets.UTF_8)
                .lines()
                .map(json::readTree)
                .filter(question -> question.path("answerable").asBoolean())
                .toList();
        Map<String, List<Chunk>> chunks = new TreeMap<>();
        List<String> missing = new ArrayList<>();
        for (JsonNode question : questions) {
            String file = question.path("department").asString() + "/"
                    + question.path("document").asString();
            String expected = question.path("expect").asString();
            if (chunks.computeIfAbsent(file, SampleDocumentsTests::chunk).stream()
                    .noneMatch(chunk -> chunk.text().contains(expected))) {
                missing.add(expected);
            }
        }

        assertThat(questions).hasSizeGreaterThan(30);
        assertThat(missing).isEmpty();
    }

    private static List<Chunk> chunk(String file) {
        ParsedDocument parsed = TestParser.parse(resource("/demo/" + file), file.substring(file.indexOf('/') + 1));
        assertThat(TestParser.texts(parsed)).noneMatch(text -> text.matches(".*Page \\d+ of \\d+.*"));
        return new Chunker(text -> text.split("\\s+").length * 4 / 3).chunk(parsed);
    }

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(SampleDocumentsTests.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
