package io.cloister.inference.embedding;

import io.cloister.inference.TextEmbedding;
import io.cloister.inference.tokenizer.TextTokenizer;
import java.util.List;
import org.springframework.ai.embedding.EmbeddingModel;

/** Puts the model's query prefix before questions and nothing before passages. */
final class PrefixedTextEmbedding implements TextEmbedding {

    private final EmbeddingModel model;
    private final TextTokenizer tokenizer;
    private final String queryPrefix;

    PrefixedTextEmbedding(EmbeddingModel model, TextTokenizer tokenizer, String queryPrefix) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.queryPrefix = queryPrefix;
    }

    @Override
    public int dimensions() {
        return model.dimensions();
    }

    @Override
    public int countTokens(String text) {
        return tokenizer.count(text);
    }

    @Override
    public float[] embedQuery(String question) {
        return model.embed(queryPrefix + question);
    }

    @Override
    public List<float[]> embedPassages(List<String> passages) {
        return passages.isEmpty() ? List.of() : model.embed(passages);
    }
}
