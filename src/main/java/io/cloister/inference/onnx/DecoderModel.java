package io.cloister.inference.onnx;

import java.util.List;

/**
 * A decoder in memory: its weights once, for all who use it. Safe for use by many threads. What was made of it must be
 * closed before it is.
 */
public interface DecoderModel extends AutoCloseable {

    /** Number of token ids, counted from 0. */
    int vocabulary();

    /** Bytes of cache for each token of a text. */
    long bytesPerToken();

    /** Whether rows take memory only as far as texts reach; else all of it when they are made, as on a GPU. */
    boolean lazy();

    /**
     * Rows for some texts.
     *
     * @throws IllegalStateException where there is no memory for them
     */
    DecoderRows rows(RowLimits limits);

    /**
     * The same model with an adapter; shares the memory of the weights and must be closed before the model is.
     *
     * @param inputs of maps that this graph lets adapt
     */
    DecoderModel adapted(List<AdapterInput> inputs);

    @Override
    void close();
}
