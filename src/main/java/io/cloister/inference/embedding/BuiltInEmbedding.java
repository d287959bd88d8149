package io.cloister.inference.embedding;

import io.cloister.inference.TextEmbedding;
import io.cloister.inference.tokenizer.TextTokenizer;
import java.util.List;

/** The embedding model that is always there: {@link BuiltInEncoder#BGE_SMALL}. */
public final class BuiltInEmbedding {

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
        return List.of(BuiltInEncoder.BGE_SMALL.graph(), BuiltInEncoder.BGE_SMALL.tokenizer());
    }

    /**
     * Loads it.
     *
     * @param queryPrefix put before every question
     */
    public static BuiltInEmbedding load(EncoderRuntime runtime, String queryPrefix) {
        return new BuiltInEmbedding(BuiltInEncoder.BGE_SMALL.load(runtime, queryPrefix));
    }
}
