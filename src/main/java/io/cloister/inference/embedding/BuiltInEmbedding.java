package io.cloister.inference.embedding;

import io.cloister.inference.TextEmbedding;
import io.cloister.inference.onnx.NativeWork;
import io.cloister.inference.onnx.OnnxSessions;
import io.cloister.inference.tokenizer.TextTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The embedding model that is part of the program: bge-small-en-v1.5 with 8-bit weights.
 *
 * @param tokenizer its own, a WordPiece vocabulary of English
 */
public record BuiltInEmbedding(TextEmbedding embedding, TextTokenizer tokenizer) {

    private static final String GRAPH = "/bge-small-en-v1.5-q.onnx";
    /** The class path name of its tokenizer. */
    public static final String TOKENIZER = "/bge-small-en-v1.5-q-tokenizer.json";

    /** The class path names of its files. */
    public static List<String> resources() {
        return List.of(GRAPH, TOKENIZER);
    }

    /**
     * Loads it.
     *
     * @param queryPrefix put before every question
     * @param batchSize texts in one run, at least 1
     */
    public static BuiltInEmbedding load(OnnxSessions sessions, NativeWork work, String queryPrefix, int batchSize) {
        try (InputStream graph = open(GRAPH);
                InputStream json = open(TOKENIZER)) {
            var tokenizer = TextTokenizer.load(json);
            var model =
                    new BgeSmallEmbeddingModel(tokenizer, sessions.openEncoder(graph.readAllBytes()), work, batchSize);
            return new BuiltInEmbedding(new PrefixedTextEmbedding(model, tokenizer, queryPrefix), tokenizer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
