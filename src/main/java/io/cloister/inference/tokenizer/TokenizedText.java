package io.cloister.inference.tokenizer;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import java.util.Arrays;
import java.util.List;

/**
 * The tokens of a text or of a pair, in order.
 *
 * @param types which text of a pair each belongs to, as the model was taught: 0 or 1, for many models always 0
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TokenizedText(long[] ids, long[] types, List<Place> places) {

    private static final Place NOWHERE = new Place(0, 0);

    /** Characters of the text, counted as code points; empty for a token that the tokenizer put there. */
    public record Place(int start, int end) {

        public boolean isEmpty() {
            return start >= end;
        }
    }

    static TokenizedText of(Encoding encoding) {
        return new TokenizedText(
                encoding.getIds(),
                encoding.getTypeIds(),
                Arrays.stream(encoding.getCharTokenSpans())
                        .map(TokenizedText::place)
                        .toList());
    }

    // The library gives null for special tokens.
    @SuppressWarnings("NullAway")
    private static Place place(CharSpan span) {
        return span == null ? NOWHERE : new Place(span.getStart(), span.getEnd());
    }
}
