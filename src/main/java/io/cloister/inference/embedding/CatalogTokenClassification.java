package io.cloister.inference.embedding;

import io.cloister.catalog.ModelId;
import io.cloister.inference.TokenClassification;
import java.util.List;
import org.springframework.stereotype.Component;

/** The token classifiers of the catalog. */
@Component
class CatalogTokenClassification implements TokenClassification {

    private final EncoderModels models;

    CatalogTokenClassification(EncoderModels models) {
        this.models = models;
    }

    @Override
    public List<Span> spans(ModelId model, String text) {
        return models.get(model, TokenClassifier.class).spans(text);
    }
}
