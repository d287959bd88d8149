package io.cloister.inference.embedding;

import static io.cloister.inference.LoadedModels.BUILT_IN;
import static io.cloister.inference.LoadedModels.ENCODERS;
import static io.cloister.inference.LoadedModels.cosine;
import static io.cloister.inference.embedding.TinyEncoder.describe;
import static io.cloister.inference.embedding.TinyEncoder.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingFolderTests {

    private static final TinyEncoder TINY = new TinyEncoder(3);
    private static final float[] TABLE = TINY.table();
    private static final String TEXT = "Bills are paid late";

    @TempDir
    Path folder;

    @BeforeEach
    void writeModel() throws IOException {
        TINY.write(folder, "last_hidden_state");
        describe(folder, "{'pooling_mode_mean_tokens':true}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {'pooling_mode_cls_token':true}              | 1,0,0,0,0,0 | FALSE
                    {'pooling_mode_lasttoken':true}              | 0,0,0,0,0,1 | FALSE
                    {'pooling_mode_mean_tokens':true}            | 1,1,1,1,1,1 | FALSE
                    {'pooling_mode_mean_sqrt_len_tokens':true}   | 1,1,1,1,1,1 | FALSE
                    {'pooling_mode_weightedmean_tokens':true}    | 1,2,3,4,5,6 | FALSE
                    {'pooling_mode':'mean'}                      | 1,1,1,1,1,1 | FALSE
                    {'pooling_mode_max_tokens':true}             | 1,1,1,1,1,1 | TRUE
                    """)
    void poolsAsTheConfigurationSays(String config, String weights, boolean maximum) throws Exception {
        text(folder, "1_Pooling/config.json", config.replace('"', '\''));
        long[] ids = BUILT_IN.tokenizer().encode(TEXT, true);
        double[] factors = Arrays.stream(weights.split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();

        // A longer text in the same run makes padding, which must not count.
        float[] vector = load().embedPassages(List.of(TEXT, TEXT + " again")).getFirst();

        assertThat(cosine(vector, expected(ids, factors, maximum))).isCloseTo(1, within(1e-6));
        assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-6));
    }

    @Test
    void putsPromptsBeforeQuestionsAndPassages() throws Exception {
        text(
                folder,
                "config_sentence_transformers.json",
                "{'prompts':{'query':'query: ','document':'text: '},'similarity_fn_name':'cosine'}");
        var plain = load();
        Files.delete(folder.resolve("config_sentence_transformers.json"));
        var without = load();

        assertThat(plain.embedQuery("late")).containsExactly(without.embedQuery("query: late"));
        assertThat(plain.embedPassages(List.of("late")).getFirst()).containsExactly(without.embedQuery("text: late"));
    }

    @Test
    void leavesAPromptOutOfPoolingWhereTheConfigurationSaysSo() throws Exception {
        text(folder, "config_sentence_transformers.json", "{'prompts':{'query':'query: '}}");
        text(folder, "1_Pooling/config.json", "{'pooling_mode_mean_tokens':true,'include_prompt':false}");
        long[] ids = BUILT_IN.tokenizer().encode("query: " + TEXT, true);

        double[] weights = {0, 0, 0, 1, 1, 1, 1, 1};
        assertThat(cosine(load().embedQuery(TEXT), expected(ids, weights, false)))
                .isCloseTo(1, within(1e-6));
    }

    @Test
    void cutsLongTextsAndKeepsTheEndMark() throws Exception {
        text(folder, "sentence_bert_config.json", "{'max_seq_length':8,'do_lower_case':true}");
        text(folder, "1_Pooling/config.json", "{'pooling_mode_weightedmean_tokens':true}");
        long[] ids = BUILT_IN.tokenizer().encode("late ".repeat(6), true);

        double[] weights = {1, 2, 3, 4, 5, 6, 7, 8};
        assertThat(cosine(load().embedQuery("LATE ".repeat(30)), expected(ids, weights, false)))
                .isCloseTo(1, within(1e-6));
    }

    @Test
    void takesTheVectorsThatTheGraphItselfMakes() throws Exception {
        TINY.writePooled(folder, "sentence_embedding");
        Files.delete(folder.resolve("modules.json"));
        double[] weights = {1, 1, 1, 1, 1, 1};

        assertThat(cosine(load().embedQuery(TEXT), expected(BUILT_IN.tokenizer().encode(TEXT, true), weights, false)))
                .isCloseTo(1, within(1e-6));
    }

    @Test
    void findsFilesOfSubfoldersAlsoWhereTheCatalogKeepsThem() throws Exception {
        float[] before = load().embedQuery(TEXT);
        Files.move(folder.resolve("1_Pooling/config.json"), folder.resolve("1_Pooling.config.json"));
        Files.createDirectory(folder.resolve("onnx"));
        Files.move(folder.resolve("model.onnx"), folder.resolve("onnx/model.onnx"));

        assertThat(load().embedQuery(TEXT)).containsExactly(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    modules.json          | [{'path':'2_Dense','type':'sentence_transformers.models.Dense'}] | module 'Dense'
                    modules.json          | {}                                                               | no 'modules.json'
                    1_Pooling/config.json | {'pooling_mode_cls_token':true,'pooling_mode_max_tokens':true}   | exactly one known way
                    1_Pooling/config.json | {'pooling_mode_attention':true}                                  | exactly one known way
                    config_sentence_transformers.json | {'similarity_fn_name':'dot'}                         | compares vectors by 'dot'
                    """)
    void refusesWhatWouldMakeOtherVectors(String file, String content, String told) throws IOException {
        text(folder, file, content.replace('"', '\''));

        assertThatThrownBy(this::load)
                .isInstanceOf(UnusableEncoderException.class)
                .hasMessageContaining(told);
    }

    @Test
    void refusesAGraphWithoutVectors() throws IOException {
        TINY.write(folder, "start_logits");

        assertThatThrownBy(this::load)
                .isInstanceOf(UnusableEncoderException.class)
                .hasMessageContaining("it has the outputs [start_logits]");
    }

    private SentenceEmbedding load() throws UnusableEncoderException {
        return EmbeddingFolder.load(new EncoderFolder(folder), ENCODERS);
    }

    /** The unit vector by a computation of its own. */
    private static float[] expected(long[] ids, double[] weights, boolean maximum) {
        assertThat(ids).hasSameSizeAs(weights);
        double[] sum = new double[TINY.width()];
        for (int column = 0; column < sum.length; column++) {
            int at = column;
            double[] values = LongStream.of(ids)
                    .mapToDouble(id -> TABLE[(int) id * TINY.width() + at])
                    .toArray();
            for (int token = 0; token < values.length; token++) {
                values[token] *= weights[token];
            }
            sum[column] = maximum
                    ? Arrays.stream(values).max().orElseThrow()
                    : Arrays.stream(values).sum();
        }
        double length = Math.sqrt(Arrays.stream(sum).map(value -> value * value).sum());
        float[] vector = new float[sum.length];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (sum[i] / length);
        }
        return vector;
    }
}
