package io.cloister.inference.embedding;

import io.cloister.inference.TextEmbedding;
import io.cloister.inference.onnx.EncoderGraph;
import io.cloister.inference.onnx.UnusableGraphException;
import io.cloister.inference.tokenizer.TextTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The embedding model that is part of the program: bge-small-en-v1.5 with 8-bit weights.
 */
public final class BuiltInEmbedding {

    private static final String GRAPH = "/bge-small-en-v1.5-q.onnx";
    /** The class path name of its tokenizer. */
    public static final String TOKENIZER = "/bge-small-en-v1.5-q-tokenizer.json";

    private static final int MAX_TOKENS = 512;

    private final SentenceEmbedding model;

    private BuiltInEmbedding(SentenceEmbedding model) {
        this.model = model;
    }

    public TextEmbedding embedding() {
        return model;
    }

    /** Its own, a WordPiece vocabulary of English. */
    public TextTokenizer tokenizer() {
        return model.tokenizer();
    }

    SentenceEmbedding model() {
        return model;
    }

    /** The class path names of its files. */
    public static List<String> resources() {
        return List.of(GRAPH, TOKENIZER);
    }

    /**
     * Loads it.
     *
     * @param queryPrefix put before every question
     */
    public static BuiltInEmbedding load(EncoderRuntime runtime, String queryPrefix) {
        return new BuiltInEmbedding(loadModel(runtime, queryPrefix));
    }

    static SentenceEmbedding loadModel(EncoderRuntime runtime, String queryPrefix) {
        try (InputStream graph = open(GRAPH);
                InputStream forCounting = open(TOKENIZER);
                InputStream forReading = open(TOKENIZER)) {
            var encoder = new TextEncoder(
                    runtime.sessions().openEncoder(EncoderGraph.of(graph.readAllBytes()), EncoderOutputs.OF_TOKENS),
                    TextTokenizer.load(forCounting),
                    TextTokenizer.loadCutting(forReading, MAX_TOKENS),
                    runtime.scheduler());
            var recipe = new EmbeddingRecipe(Pooling.FIRST, true, MAX_TOKENS, false, queryPrefix, "");
            return new SentenceEmbedding(encoder, recipe);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnusableGraphException e) {
            throw new IllegalStateException("The embedding model of the program cannot be loaded", e);
        }
    }

    /** Opens one of its files. */
    public static InputStream open(String resource) throws IOException {
        InputStream stream = BuiltInEmbedding.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IOException("The program is incomplete: " + resource + " is missing from it.");
        }
        return stream;
    }
}
