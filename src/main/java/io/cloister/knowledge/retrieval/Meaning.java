package io.cloister.knowledge.retrieval;

import com.pgvector.PGhalfvec;
import io.cloister.inference.TextEmbedding;
import io.cloister.platform.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.stereotype.Component;

/** Questions as vectors, one for each space whose model is available. */
@Component
class Meaning implements AutoCloseable {

    private final TextEmbedding.Models models;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Meaning(TextEmbedding.Models models) {
        this.models = models;
    }

    record Vector(EmbeddingSpace space, PGhalfvec vector) {}

    /** @param missing spaces whose models are withdrawn, or cannot be loaded */
    record Vectors(List<Vector> vectors, List<EmbeddingSpace> missing) {}

    /** Vectors on their way, so that words can be looked for meanwhile. */
    record Pending(Map<EmbeddingSpace, Future<float[]>> embedded, List<EmbeddingSpace> missing) {

        Vectors await() {
            var vectors = new Vectors(new ArrayList<>(), new ArrayList<>(missing));
            embedded.forEach((space, future) -> {
                try {
                    vectors.vectors().add(new Vector(space, new PGhalfvec(future.get())));
                } catch (ExecutionException failed) {
                    if (!(failed.getCause() instanceof Problem)) {
                        throw new IllegalStateException("A question could not be embedded", failed.getCause());
                    }
                    vectors.missing().add(space);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("The search was interrupted", stopped);
                }
            });
            return vectors;
        }
    }

    /** Models are looked up by the calling thread, which may be in a transaction; the others need no database. */
    Pending begin(String question, List<EmbeddingSpace> spaces) {
        Map<EmbeddingSpace, Future<float[]>> embedded = new LinkedHashMap<>();
        List<EmbeddingSpace> missing = new ArrayList<>();
        for (EmbeddingSpace space : spaces) {
            try {
                TextEmbedding model = models.get(space.model());
                embedded.put(space, threads.submit(() -> model.embedQuery(question)));
            } catch (Problem unavailable) {
                missing.add(space);
            }
        }
        return new Pending(embedded, missing);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
