package io.cloister.inference;

import java.util.stream.Stream;

/** Text from whichever model is asked for. Safe for use by many threads. */
public interface TextGeneration {

    /**
     * Starts generating. The stream blocks for the next chunk and ends after {@link GenerationChunk.Finished}; closing
     * it earlier stops the model before its next token. Must be closed.
     *
     * @throws io.cloister.platform.Problem {@code unavailable} where the model cannot be loaded, {@code invalid-input}
     *     where the prompt is longer than its context
     */
    Stream<GenerationChunk> generate(GenerationRequest request);
}
