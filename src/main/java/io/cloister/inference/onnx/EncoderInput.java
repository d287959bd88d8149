package io.cloister.inference.onnx;

import org.jspecify.annotations.Nullable;

/**
 * One text, or a pair of texts, as an encoder reads it.
 *
 * @param ids of its tokens, special ones included
 * @param types of its tokens, as many: which text of a pair each belongs to; null where all are 0
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EncoderInput(long[] ids, long @Nullable [] types) {

    public int length() {
        return ids.length;
    }
}
