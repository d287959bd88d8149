package io.cloister.inference.embedding;

import io.cloister.inference.onnx.EncoderGraph;
import io.cloister.inference.onnx.UnusableGraphException;
import io.cloister.inference.tokenizer.TextTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** An embedding model that is part of the program, both of English and with 8-bit weights. */
public enum BuiltInEncoder {
    /** By BAAI; the first one, by which words are counted. */
    BGE_SMALL("bge-small-en-v1.5", "/bge-small-en-v1.5-q.onnx", Pooling.FIRST, 0.3),
    /** By sentence-transformers; trained on other texts, so together they find more than each alone. */
    MINI_LM("all-minilm-l6-v2", "/all-minilm-l6-v2-q.onnx", Pooling.MEAN, 0);

    private static final int MAX_TOKENS = 512;

    private final String modelName;
    private final String graph;
    private final Pooling pooling;
    private final double plainShare;

    BuiltInEncoder(String modelName, String graph, Pooling pooling, double plainShare) {
        this.modelName = modelName;
        this.graph = graph;
        this.pooling = pooling;
        this.plainShare = plainShare;
    }

    /** Its name in the catalog. */
    public String modelName() {
        return modelName;
    }

    /** The class path name of its graph. */
    public String graph() {
        return graph;
    }

    /** The class path name of its tokenizer. */
    public String tokenizer() {
        return graph.replace(".onnx", "-tokenizer.json");
    }

    static BuiltInEncoder named(String modelName) {
        return Arrays.stream(values())
                .filter(model -> model.modelName.equals(modelName))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The program has no model " + modelName));
    }

    /** @param queryPrefix put before every question */
    SentenceEmbedding load(EncoderRuntime runtime, String queryPrefix) {
        try (InputStream graphFile = open(graph);
                InputStream forCounting = open(tokenizer());
                InputStream forReading = open(tokenizer())) {
            var encoder = new TextEncoder(
                    runtime.sessions().openEncoder(EncoderGraph.of(graphFile.readAllBytes()), EncoderOutputs.OF_TOKENS),
                    TextTokenizer.load(forCounting),
                    TextTokenizer.loadCutting(forReading, MAX_TOKENS),
                    runtime.scheduler());
            return new SentenceEmbedding(
                    encoder,
                    new EmbeddingRecipe(
                            pooling, true, MAX_TOKENS, false, queryPrefix, "", queryPrefix.isEmpty() ? 0 : plainShare));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnusableGraphException e) {
            throw new IllegalStateException("The embedding model of the program cannot be loaded", e);
        }
    }

    /** Opens a file of the program. */
    public static InputStream open(String resource) throws IOException {
        InputStream stream = BuiltInEncoder.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IOException("The program is incomplete: " + resource + " is missing from it.");
        }
        return stream;
    }
}
