package io.cloister.inference.embedding;

import java.util.List;

/** What exporters call the outputs of encoders. */
final class EncoderOutputs {

    /** A vector for each token. */
    static final List<String> OF_TOKENS = List.of("last_hidden_state", "token_embeddings");

    /** A vector for a text, all modules of sentence-transformers included. */
    static final String OF_TEXTS = "sentence_embedding";

    /** Before scaling to chances. */
    static final List<String> OF_CLASSES = List.of("logits");

    private EncoderOutputs() {}
}
