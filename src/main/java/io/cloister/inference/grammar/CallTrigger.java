package io.cloister.inference.grammar;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Waits for what begins a call in free text. Not safe for use by several threads. */
final class CallTrigger {

    private final byte[] marker;
    private final List<byte[]> continuations;

    /** What was written, as far as a call may begin in it. */
    private byte[] tail = {};

    private boolean over;

    /**
     * Waits for a marker.
     *
     * @param continuations empty where the marker says enough. Else only blanks may stand before it, and one of these has
     *     to follow: the marker begins objects that are no calls too
     */
    CallTrigger(byte[] marker, List<byte[]> continuations) {
        this.marker = marker.clone();
        this.continuations = List.copyOf(continuations);
    }

    /**
     * Takes the bytes of a token.
     *
     * @return what stands behind the marker, where a call has begun; null otherwise
     */
    byte @Nullable [] append(byte[] bytes) {
        if (over) {
            return null;
        }
        byte[] joined = Arrays.copyOf(tail, tail.length + bytes.length);
        System.arraycopy(bytes, 0, joined, tail.length, bytes.length);
        boolean leading = !continuations.isEmpty();
        int at = leading ? blanks(joined) : 0;
        while (!leading && at < joined.length && !agree(joined, at, marker)) {
            at++;
        }
        tail = leading ? joined : Arrays.copyOfRange(joined, at, joined.length);
        int behind = at + marker.length;
        if (behind > joined.length) {
            over = leading && !agree(joined, at, marker);
            return null;
        }
        over = leading
                && (!agree(joined, at, marker)
                        || continuations.stream().noneMatch(text -> agree(joined, behind, text)));
        boolean begun = !leading
                || continuations.stream()
                        .anyMatch(text -> joined.length - behind >= text.length && agree(joined, behind, text));
        return begun && !over ? Arrays.copyOfRange(joined, behind, joined.length) : null;
    }

    /** The text went on in a way that no call does. */
    void reset() {
        tail = new byte[0];
        over = !continuations.isEmpty();
    }

    /** Whether a text goes on like another, as far as it goes. */
    private static boolean agree(byte[] text, int at, byte[] other) {
        int length = Math.min(other.length, text.length - at);
        return Arrays.equals(text, at, at + length, other, 0, length);
    }

    private static int blanks(byte[] text) {
        int at = 0;
        while (at < text.length && Character.isWhitespace(text[at])) {
            at++;
        }
        return at;
    }
}
