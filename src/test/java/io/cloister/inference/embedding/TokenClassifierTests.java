package io.cloister.inference.embedding;

import static io.cloister.inference.LoadedModels.BUILT_IN;
import static io.cloister.inference.LoadedModels.ENCODERS;
import static io.cloister.inference.embedding.TinyEncoder.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cloister.inference.TokenClassification.Span;
import io.cloister.inference.embedding.LabelScheme.Label;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenClassifierTests {

    private static final TinyEncoder TINY = new TinyEncoder(3);
    private static final float[] TABLE = TINY.table();

    @TempDir
    Path folder;

    @BeforeEach
    void writeModel() throws IOException {
        TINY.write(folder, "logits");
        text(
                folder,
                "config.json",
                "{'architectures':['BertForTokenClassification'],'id2label':{'0':'O','1':'B-PER','2':'I-PER'},'max_position_embeddings':40}");
    }

    @Test
    void findsSpansWithTheCharactersOfTheText() throws Exception {
        String outside = wordOf(0);
        String begins = wordOf(1);
        String goesOn = wordOf(2);
        // Characters beyond the basic plane count twice in Java and once in the tokenizer.
        String text = "\uD83D\uDE00 %s %s %s %s %s".formatted(outside, begins, goesOn, outside, begins);

        List<Span> spans = load().spans(text);

        assertThat(spans)
                .extracting(span -> text.substring(span.start(), span.end()))
                .endsWith(begins + " " + goesOn, begins);
        assertThat(spans).allSatisfy(span -> assertThat(span.type()).isEqualTo("PER"));
        assertThat(spans.getLast().score()).isCloseTo(chance(begins, 1), within(1e-5));
    }

    @Test
    void readsTextsOfAnyLengthAsIfAtOnce() throws Exception {
        String name = wordOf(1) + " " + wordOf(2);
        String text = (wordOf(0) + " " + name + " ").repeat(100).strip();

        assertThat(load().spans(text))
                .hasSize(100)
                .allSatisfy(span ->
                        assertThat(text.substring(span.start(), span.end())).isEqualTo(name));
    }

    @Test
    void findsNothingInAnEmptyText() throws Exception {
        assertThat(load().spans("")).isEmpty();
        assertThat(load().spans("  \n ")).isEmpty();
    }

    @Test
    void understandsTheUsualSchemes() throws Exception {
        var scheme = LabelScheme.of(new tools.jackson.databind.json.JsonMapper()
                .readTree("{\"id2label\":{\"0\":\"O\",\"1\":\"S-LOC\",\"2\":\"E-LOC\",\"3\":\"MISC\"}}"));

        assertThat(scheme.labels())
                .containsExactly(
                        new Label("", false),
                        new Label("LOC", true),
                        new Label("LOC", false),
                        new Label("MISC", false));
    }

    @Test
    void refusesAModelWithoutNamesOfItsClasses() throws IOException {
        text(folder, "config.json", "{'architectures':['BertForTokenClassification']}");

        assertThatThrownBy(this::load).hasMessageContaining("'id2label'");
    }

    private TokenClassifier load() throws UnusableEncoderException {
        return TokenClassifier.load(new EncoderFolder(folder), ENCODERS);
    }

    /** A word of one token for which the random table says a class. */
    private static String wordOf(int wanted) {
        for (int id = 2000; id < TinyEncoder.VOCABULARY; id++) {
            String word = BUILT_IN.tokenizer().decode(new long[] {id});
            if (word.matches("[a-z]{4,}") && BUILT_IN.tokenizer().count(word) == 1 && chance(id, wanted) > 0.6) {
                return word;
            }
        }
        throw new AssertionError("the table has no such word");
    }

    private static double chance(String word, int wanted) {
        return chance((int) BUILT_IN.tokenizer().encode(word, false)[0], wanted);
    }

    private static double chance(int id, int wanted) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            sum += Math.exp(TABLE[3 * id + i]);
        }
        return Math.exp(TABLE[3 * id + wanted]) / sum;
    }
}
