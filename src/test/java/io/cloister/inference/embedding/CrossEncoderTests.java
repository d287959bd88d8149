package io.cloister.inference.embedding;

import static io.cloister.inference.LoadedModels.BUILT_IN;
import static io.cloister.inference.LoadedModels.ENCODERS;
import static io.cloister.inference.embedding.TinyEncoder.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrossEncoderTests {

    private static final TinyEncoder TINY = new TinyEncoder(1);
    private static final float[] TABLE = TINY.table();
    private static final String QUESTION = "Who pays?";
    private static final List<String> PASSAGES =
            List.of("The tenant pays.", "The landlord pays all repairs of the house.", "Nobody.");
    private static final String CONFIG =
            "{'architectures':['BertForSequenceClassification'],'id2label':{'0':'LABEL_0'},'max_position_embeddings':32%s}";

    @TempDir
    Path folder;

    @BeforeEach
    void writeModel() throws IOException {
        TINY.writePooled(folder, "logits");
    }

    @Test
    void readsQuestionAndPassageTogetherWithTheirTypes() throws Exception {
        text(
                folder,
                "config.json",
                CONFIG.formatted(
                        ",'sentence_transformers':{'activation_fn':'torch.nn.modules.linear.Identity','version':'5'}"));

        float[] scores = load().scores(QUESTION, PASSAGES);

        for (int i = 0; i < scores.length; i++) {
            assertThat((double) scores[i]).isCloseTo(logit(PASSAGES.get(i)), within(1e-4));
        }
    }

    @Test
    void bringsScoresBetweenNoneAndOneWhereNothingElseIsSaid() throws Exception {
        text(folder, "config.json", CONFIG.formatted(""));

        assertThat((double) load().scores(QUESTION, PASSAGES)[1])
                .isCloseTo(1 / (1 + Math.exp(-logit(PASSAGES.get(1)))), within(1e-5));
    }

    @Test
    void cutsPassagesThatAreTooLong() throws Exception {
        text(folder, "config.json", CONFIG.formatted(""));
        String passage = "word ".repeat(500);

        assertThat(load().scores(QUESTION, List.of(passage, passage + "tail")))
                .satisfies(scores -> assertThat(scores[0]).isEqualTo(scores[1]));
    }

    @Test
    void refusesSeveralClassesAndUnknownActivations() throws IOException {
        text(folder, "config.json", "{'architectures':['X'],'id2label':{'0':'good','1':'bad'}}");
        assertThatThrownBy(this::load).hasMessageContaining("sorts texts into 2 classes");

        text(folder, "config.json", CONFIG.formatted(",'sbert_ce_default_activation_function':'my.Tanh'"));
        assertThatThrownBy(this::load).hasMessageContaining("activation 'my.Tanh'");
    }

    private CrossEncoder load() throws UnusableEncoderException {
        return CrossEncoder.load(new EncoderFolder(folder), ENCODERS);
    }

    /** [CLS] question [SEP] passage [SEP], the passage and its end of type 1 and so counted twice. */
    private static double logit(String passage) {
        return sum(BUILT_IN.tokenizer().encode(QUESTION, true))
                + 2 * (sum(BUILT_IN.tokenizer().encode(passage, false)) + TABLE[102]);
    }

    private static double sum(long[] ids) {
        return LongStream.of(ids).mapToDouble(id -> TABLE[(int) id]).sum();
    }
}
