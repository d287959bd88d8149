package io.cloister.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How well Cloister Quote answers, over search and all, on questions with known answers to the sample documents. */
@PortalTest
@TestInstance(Lifecycle.PER_CLASS)
class AnswerQualityTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> EMPLOYEES =
            Map.of("cardiology", "clara", "legal", "lena", "finance", "fiona");
    private static final double ANSWERED = 0.9;
    private static final double REFUSED = 0.95;

    private final Portal portal;
    private final List<String> wronglyAnswered = new ArrayList<>();
    private final List<String> invented = new ArrayList<>();
    private int answerable;
    private int unanswerable;

    AnswerQualityTests(Portal portal) {
        this.portal = portal;
    }

    @BeforeAll
    void askAll() throws IOException {
        Map<String, HttpVisit> visits = new HashMap<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/demo/questions.jsonl"))) {
            JsonNode question = JSON.readTree(line);
            HttpVisit visit = visits.computeIfAbsent(
                    EMPLOYEES.get(question.path("department").asString()), portal::signIn);
            String text = question.path("question").asString();
            JsonNode answer = JSON.readTree(visit.ask(text).body());
            if (question.path("answerable").asBoolean()) {
                answerable++;
                if (!quotes(answer, question.path("expect").asString())) {
                    wronglyAnswered.add(text + " -> " + answer.path("text").asString());
                }
            } else {
                unanswerable++;
                if (!answer.path("citations").isEmpty()) {
                    invented.add(text + " -> " + answer.path("text").asString());
                }
            }
        }
    }

    @Test
    void quotesTheSentenceThatAnswers() {
        assertThat(wronglyAnswered).as("of %d questions", answerable).hasSizeLessThanOrEqualTo((int)
                (answerable * (1 - ANSWERED)));
    }

    @Test
    void saysThatNothingAnswersWhereNothingDoes() {
        assertThat(invented).as("of %d questions", unanswerable).hasSizeLessThanOrEqualTo((int)
                (unanswerable * (1 - REFUSED)));
    }

    private static boolean quotes(JsonNode answer, String expected) {
        return answer.path("citations")
                .valueStream()
                .anyMatch(citation -> normal(citation.path("quote").asString()).contains(normal(expected)));
    }

    private static String normal(String text) {
        return text.replaceAll("[*_`]", "").replaceAll("\\s+", " ");
    }
}
