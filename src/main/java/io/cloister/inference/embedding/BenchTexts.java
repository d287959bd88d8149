package io.cloister.inference.embedding;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What an embedding model is measured with. */
final class BenchTexts {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> WORDS = List.of(
            "the",
            "contract",
            "of",
            "a",
            "patient",
            "with",
            "interest",
            "rate",
            "and",
            "hospital",
            "clause",
            "under",
            "treatment",
            "is",
            "paid",
            "after",
            "notice",
            "in",
            "discharge",
            "agreement",
            "to",
            "medication",
            "bank",
            "for",
            "liability",
            "dose",
            "within",
            "days",
            "review",
            "by",
            "court",
            "loan",
            "that",
            "symptoms");
    /** Words of a text: titles, sentences, paragraphs, pages. */
    private static final int[] LENGTHS = {10, 12, 15, 18, 25, 30, 60, 100, 180, 250};

    private BenchTexts() {}

    /** Texts of a file, or the same generated ones each time. */
    static List<String> of(@Nullable Path corpus, int count) throws IOException {
        return corpus == null ? generated(count) : read(corpus, count);
    }

    private static List<String> read(Path corpus, int count) throws IOException {
        try (Stream<String> lines = Files.lines(corpus)) {
            List<String> texts = lines.limit(count).map(BenchTexts::text).toList();
            if (texts.isEmpty()) {
                throw refused(corpus);
            }
            return texts;
        } catch (IOException e) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "the file '%s' cannot be read; give a file of texts, one {\"text\"} a line".formatted(corpus),
                    e);
        } catch (JacksonException e) {
            throw refused(corpus);
        }
    }

    private static String text(String line) {
        return JSON.readTree(line).path("text").asString("");
    }

    private static Problem refused(Path corpus) {
        return new Problem(
                ProblemType.INVALID_INPUT,
                "the file '%s' holds no texts; write one {\"text\"} a line".formatted(corpus));
    }

    private static List<String> generated(int count) {
        Random random = new Random(42);
        return IntStream.range(0, count)
                .mapToObj(i -> IntStream.range(0, LENGTHS[i % LENGTHS.length])
                        .mapToObj(_ -> WORDS.get(random.nextInt(WORDS.size())))
                        .collect(Collectors.joining(" ", "", ".")))
                .toList();
    }

    static void write(List<float[]> vectors, Path file) throws IOException {
        Files.write(file, vectors.stream().map(JSON::writeValueAsString).toList());
    }
}
