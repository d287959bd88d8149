package io.cloister.inference.template;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Places in a sequence as Python counts them: from the end where negative.
 *
 * @param start the first place taken
 * @param step from one place to the next, not 0
 * @param count how many places are taken
 */
record Positions(int start, int step, int count) {

    private static final BigInteger LARGEST = BigInteger.valueOf(Integer.MAX_VALUE);

    /** The place that an index names, or -1 where it names none. */
    static int index(Value key, int size) {
        if (!(key instanceof Numeric number) || number.isFloat()) {
            return -1;
        }
        int index = clamp(number.whole());
        int place = index < 0 ? index + size : index;
        return place >= 0 && place < size ? place : -1;
    }

    /** The places {@code [from:to:step]}; null stands for what was left out. */
    static Positions slice(int size, @Nullable BigInteger from, @Nullable BigInteger to, int step) {
        int first = step > 0 ? 0 : -1;
        int last = step > 0 ? size : size - 1;
        int start = from == null ? (step > 0 ? first : last) : bound(from, size, first, last);
        int end = to == null ? (step > 0 ? last : first) : bound(to, size, first, last);
        long span = step > 0 ? (long) end - start : (long) start - end;
        long stride = Math.abs((long) step);
        return new Positions(start, step, (int) Math.max(0, (span + stride - 1) / stride));
    }

    int at(int index) {
        return (int) (start + (long) index * step);
    }

    static int clamp(BigInteger number) {
        return number.min(LARGEST).max(LARGEST.negate()).intValue();
    }

    private static int bound(BigInteger given, int size, int first, int last) {
        int place = clamp(given);
        return Math.clamp(place < 0 ? (long) place + size : place, first, last);
    }
}
