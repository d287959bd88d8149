package io.cloister.inference.embedding;

import io.cloister.inference.onnx.EncoderInput;
import io.cloister.inference.onnx.EncoderSession;
import io.cloister.inference.tokenizer.TextTokenizer;
import java.util.List;
import java.util.function.Function;

/**
 * A loaded encoder with its tokenizer. Safe for use by many threads.
 *
 * @param tokenizer knows nothing of limits
 * @param reader cuts texts to what the model can read
 */
record TextEncoder(EncoderSession session, TextTokenizer tokenizer, TextTokenizer reader, EncoderScheduler scheduler)
        implements AutoCloseable {

    /** Texts that are tokenized before work on them begins; the rest is tokenized meanwhile. */
    private static final int AHEAD = 32;

    /**
     * Reads texts and waits for what comes out, in order.
     *
     * @throws io.cloister.platform.Problem {@code unavailable} where too many are waiting
     */
    <S, T> List<T> read(Lane lane, List<S> texts, Function<S, EncoderInput> tokens, RowReader<T> rows) {
        try (EncodingJob<T> job = scheduler.begin(session, lane, rows)) {
            for (int from = 0; from < texts.size(); from += AHEAD) {
                job.add(texts.subList(from, Math.min(from + AHEAD, texts.size())).stream()
                        .map(tokens)
                        .toList());
            }
            return job.await();
        }
    }

    @Override
    public void close() {
        session.close();
        tokenizer.close();
        reader.close();
    }
}
