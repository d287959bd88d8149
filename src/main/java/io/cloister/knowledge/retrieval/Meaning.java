package io.cloister.knowledge.retrieval;

import com.pgvector.PGhalfvec;
import io.cloister.inference.TextEmbedding;
import io.cloister.platform.Problem;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Questions as vectors, one for each space whose model is available. */
@Component
class Meaning {

    private final TextEmbedding.Models models;

    Meaning(TextEmbedding.Models models) {
        this.models = models;
    }

    record Vector(EmbeddingSpace space, PGhalfvec vector) {}

    /** @param missing spaces whose models are withdrawn, or cannot be loaded */
    record Vectors(List<Vector> vectors, List<EmbeddingSpace> missing) {}

    Vectors of(String question, List<EmbeddingSpace> spaces) {
        var vectors = new Vectors(new ArrayList<>(), new ArrayList<>());
        for (EmbeddingSpace space : spaces) {
            try {
                vectors.vectors()
                        .add(new Vector(
                                space, new PGhalfvec(models.get(space.model()).embedQuery(question))));
            } catch (Problem unavailable) {
                vectors.missing().add(space);
            }
        }
        return vectors;
    }
}
