package io.cloister.inference.grammar;

import io.cloister.inference.grammar.CodePoints.Interval;
import io.cloister.inference.grammar.Expression.Choice;
import io.cloister.inference.grammar.Expression.Range;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Characters as the bytes of UTF-8 (RFC 3629). */
final class Utf8 {

    /** The last character of each length in bytes. */
    private static final int[] LAST = {0x7F, 0x7FF, 0xFFFF, Character.MAX_CODE_POINT};

    private static final int PAYLOAD = 6;

    private Utf8() {}

    /** One character of a set. */
    static Expression encode(CodePoints points) {
        List<Expression> alternatives = new ArrayList<>();
        for (Interval range : points.ranges()) {
            int from = range.from();
            for (int last : LAST) {
                if (from <= Math.min(range.to(), last)) {
                    split(from, Math.min(range.to(), last), alternatives);
                    from = last + 1;
                }
            }
        }
        return new Choice(alternatives);
    }

    /** Cuts a range of characters of one length until each part is a product of ranges of bytes. */
    private static void split(int from, int to, List<Expression> into) {
        int length = bytes(from).length;
        for (int tail = 1; tail < length; tail++) {
            int mask = (1 << (PAYLOAD * tail)) - 1;
            if ((from & ~mask) != (to & ~mask)) {
                if ((from & mask) != 0) {
                    split(from, from | mask, into);
                    split((from | mask) + 1, to, into);
                    return;
                }
                if ((to & mask) != mask) {
                    split(from, (to & ~mask) - 1, into);
                    split(to & ~mask, to, into);
                    return;
                }
            }
        }
        byte[] low = bytes(from);
        byte[] high = bytes(to);
        List<Expression> ranges = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            ranges.add(new Range(Byte.toUnsignedInt(low[i]), Byte.toUnsignedInt(high[i])));
        }
        into.add(new Expression.Sequence(ranges));
    }

    private static byte[] bytes(int point) {
        return Character.toString(point).getBytes(StandardCharsets.UTF_8);
    }
}
