package io.cloister.inference.embedding;

import static io.cloister.inference.LoadedModels.EMBEDDING;
import static io.cloister.inference.LoadedModels.cosine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class BuiltInEmbeddingTests {

    private static final String DISCHARGE = "Patients are seen in the clinic within 7 days of discharge.";
    private static final String INVOICE = "Invoices are paid 30 days after they arrive.";

    @Test
    void givesUnitVectorsOfTheAnnouncedLength() {
        float[] vector = EMBEDDING.embedPassages(List.of(DISCHARGE)).getFirst();

        assertThat(vector).hasSize(EMBEDDING.dimensions()).hasSize(384);
        assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-5));
    }

    @Test
    void placesAQuestionNearestToThePassageThatAnswersIt() {
        float[] question = EMBEDDING.embedQuery("How soon after going home is a patient seen?");
        List<float[]> passages = EMBEDDING.embedPassages(List.of(INVOICE, DISCHARGE));

        assertThat(cosine(question, passages.get(1))).isGreaterThan(cosine(question, passages.get(0)) + 0.1);
    }

    @Test
    void putsThePrefixBeforeQuestionsOnly() {
        float[] asQuestion = EMBEDDING.embedQuery(INVOICE);
        float[] asPassage = EMBEDDING.embedPassages(List.of(INVOICE)).getFirst();

        assertThat(cosine(asQuestion, asPassage)).isLessThan(0.99);
    }

    @Test
    void givesATextTheSameVectorInAnyCompanyAndInTheGivenOrder() {
        var texts = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            texts.add("Rule " + i + " holds. ".repeat(1 + (i * 7) % 11));
        }
        List<float[]> together = EMBEDDING.embedPassages(texts);

        for (int i = 0; i < texts.size(); i += 13) {
            float[] alone = EMBEDDING.embedPassages(List.of(texts.get(i))).getFirst();
            // Activations are quantised by the range of the whole batch, so company moves a vector a little.
            assertThat(cosine(alone, together.get(i))).isGreaterThan(0.97);
        }
    }

    @Test
    void readsOnlyTheFirst512TokensOfALongText() {
        String beginning = DISCHARGE + " word".repeat(600);
        List<float[]> vectors = EMBEDDING.embedPassages(List.of(beginning, beginning + INVOICE));

        assertThat(cosine(vectors.get(0), vectors.get(1))).isCloseTo(1, within(1e-4));
    }

    @Test
    void countsTokensWithoutTheSpecialOnes() {
        assertThat(EMBEDDING.countTokens("the clinic")).isEqualTo(2);
        assertThat(EMBEDDING.countTokens("")).isZero();
    }

    @Test
    void servesManyThreadsAtOnce() throws Exception {
        float[] expected = EMBEDDING.embedQuery(DISCHARGE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<float[]> task = () -> EMBEDDING.embedQuery(DISCHARGE);
            for (Future<float[]> result : threads.invokeAll(java.util.Collections.nCopies(20, task))) {
                assertThat(result.get()).containsExactly(expected);
            }
        }
    }
}
