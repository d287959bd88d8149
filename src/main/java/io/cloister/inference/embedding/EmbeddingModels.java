package io.cloister.inference.embedding;

import io.cloister.catalog.ModelId;
import io.cloister.inference.TextEmbedding;
import org.springframework.stereotype.Component;

/** The embedding models of the catalog, the built-in one among them. */
@Component
class EmbeddingModels implements TextEmbedding.Models {

    private final EncoderModels models;

    EmbeddingModels(EncoderModels models) {
        this.models = models;
    }

    @Override
    public TextEmbedding get(ModelId id) {
        return models.get(id, SentenceEmbedding.class);
    }
}
