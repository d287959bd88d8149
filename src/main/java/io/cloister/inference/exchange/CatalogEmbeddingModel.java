package io.cloister.inference.exchange;

import io.cloister.inference.TextEmbedding;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;

/**
 * An embedding model of the house as Spring AI's. Texts are taken for passages: Spring AI does not tell them from
 * questions. Safe for use by many threads.
 */
public final class CatalogEmbeddingModel implements EmbeddingModel {

    private final TextEmbedding embedding;

    public CatalogEmbeddingModel(TextEmbedding embedding) {
        this.embedding = embedding;
    }

    @Override
    public EmbeddingResponse call(EmbeddingRequest request) {
        List<float[]> vectors = embedding.embedPassages(request.getInstructions());
        return new EmbeddingResponse(IntStream.range(0, vectors.size())
                .mapToObj(i -> new Embedding(vectors.get(i), i))
                .toList());
    }

    @Override
    public float[] embed(Document document) {
        String text = document.getText();
        if (text == null) {
            throw new IllegalArgumentException("Only documents of text can be embedded");
        }
        return embed(text);
    }

    @Override
    public int dimensions() {
        return embedding.dimensions();
    }
}
