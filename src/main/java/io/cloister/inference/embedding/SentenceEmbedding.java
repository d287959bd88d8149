package io.cloister.inference.embedding;

import io.cloister.inference.TextEmbedding;
import io.cloister.inference.onnx.EncoderInput;
import io.cloister.inference.onnx.EncoderOutput;
import io.cloister.inference.tokenizer.TextTokenizer;
import java.util.List;
import java.util.Locale;

/**
 * An embedding model that is used as sentence-transformers uses it. A text's vector is the same in any company: to the
 * bit where the graph quantizes by range, else to about 1e-6 in each number.
 */
final class SentenceEmbedding implements TextEmbedding, LoadedEncoder {

    private final TextEncoder encoder;
    private final EmbeddingRecipe recipe;
    private final int dimensions;
    private final int queryPromptTokens;
    private final int passagePromptTokens;

    /** Embeds one word to learn how long vectors are. */
    SentenceEmbedding(TextEncoder encoder, EmbeddingRecipe recipe) {
        this.encoder = encoder;
        this.recipe = recipe;
        this.queryPromptTokens = skipped(recipe.queryPrompt());
        this.passagePromptTokens = skipped(recipe.passagePrompt());
        this.dimensions = embedPassages(List.of("vector")).getFirst().length;
    }

    /** Knows nothing of limits. */
    TextTokenizer tokenizer() {
        return encoder.tokenizer();
    }

    /** Tokens of a prompt with what stands before it, as far as they do not count. */
    private int skipped(String prompt) {
        if (recipe.poolsPrompt() || prompt.isEmpty()) {
            return 0;
        }
        int after = encoder.tokenizer().trailingSpecialTokens();
        return encoder.tokenizer().encode(cased(prompt), true).length - after;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public int maxTokens() {
        return recipe.maxTokens();
    }

    @Override
    public void tryOut() {
        var _ = embedQuery("This model is tried out.");
    }

    @Override
    public void close() {
        encoder.close();
    }

    @Override
    public int countTokens(String text) {
        return encoder.tokenizer().count(cased(text));
    }

    @Override
    public float[] embedQuery(String question) {
        double share = recipe.plainShare();
        if (share == 0) {
            return vectors(Lane.QUESTION, recipe.queryPrompt(), queryPromptTokens, List.of(question))
                    .getFirst();
        }
        // Both at once, so that two cores share them.
        List<float[]> both = vectors(Lane.QUESTION, "", 0, List.of(recipe.queryPrompt() + question, question));
        float[] mixed = new float[dimensions];
        for (int index = 0; index < mixed.length; index++) {
            mixed[index] = (float) ((1 - share) * both.getFirst()[index] + share * both.getLast()[index]);
        }
        return UnitLength.of(mixed);
    }

    @Override
    public List<float[]> embedPassages(List<String> passages) {
        return vectors(Lane.BULK, recipe.passagePrompt(), passagePromptTokens, passages);
    }

    /** What the model reads of a passage. */
    EncoderInput input(String passage) {
        return input(recipe.passagePrompt(), passage);
    }

    private List<float[]> vectors(Lane lane, String prompt, int skipped, List<String> texts) {
        return texts.isEmpty()
                ? List.of()
                : encoder.read(
                        lane,
                        texts,
                        text -> input(prompt, text),
                        (output, row, length) -> vector(output, row, skipped, length));
    }

    private EncoderInput input(String prompt, String text) {
        return new EncoderInput(encoder.reader().encode(cased(prompt + text), true), null);
    }

    private String cased(String text) {
        return recipe.lowerCase() ? text.toLowerCase(Locale.ROOT) : text;
    }

    private float[] vector(EncoderOutput output, int row, int skipped, int length) {
        Pooling pooling = recipe.pooling();
        return UnitLength.of(
                pooling == null ? Pooling.FIRST.of(output, row, 0, 1) : pooling.of(output, row, skipped, length));
    }
}
