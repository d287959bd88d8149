package io.cloister.inference.embedding;

import io.cloister.catalog.ModelId;
import io.cloister.inference.PassageReranking;
import java.util.List;
import org.springframework.stereotype.Component;

/** The cross-encoders of the catalog. */
@Component
class CatalogReranking implements PassageReranking {

    private final EncoderModels models;

    CatalogReranking(EncoderModels models) {
        this.models = models;
    }

    @Override
    public float[] scores(ModelId model, String question, List<String> passages) {
        return models.get(model, CrossEncoder.class).scores(question, passages);
    }
}
