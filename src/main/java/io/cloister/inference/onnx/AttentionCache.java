package io.cloister.inference.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/** Keys and values of all tokens read so far. Not safe for use by several threads. */
sealed interface AttentionCache extends AutoCloseable permits InPlaceCache, HandedOnCache {

    /** Makes room for a text of this length; what was read stays. */
    void reserve(int tokens);

    /** Puts it into a call, as its input and as its output. */
    void offer(GraphCall call) throws OrtException;

    /** Takes over what a call gave back. */
    void accept(OrtSession.Result result);

    /** Forgets what was read. */
    void clear();

    @Override
    void close();
}
