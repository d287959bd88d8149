package io.cloister.inference.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.inference.LoadedModels;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.ai.document.Document;

/** The house's embeddings as Spring AI sees them. */
class CatalogEmbeddingModelTests {

    private final CatalogEmbeddingModel model = new CatalogEmbeddingModel(LoadedModels.EMBEDDING);

    @Test
    void givesTheVectorsOfThePort() {
        List<String> texts = List.of("Beds are made at six.", "Visitors leave at eight.");

        assertThat(model.embed(texts).toArray(float[][]::new))
                .isDeepEqualTo(LoadedModels.EMBEDDING.embedPassages(texts).toArray(float[][]::new));
        assertThat(model.embed(new Document(texts.getFirst())))
                .isEqualTo(LoadedModels.EMBEDDING.embedPassages(texts).getFirst());
        assertThat(model.dimensions()).isEqualTo(384);
    }
}
