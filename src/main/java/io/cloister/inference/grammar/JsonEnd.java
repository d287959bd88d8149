package io.cloister.inference.grammar;

/** Finds where a JSON object or array ends that comes character by character. */
final class JsonEnd {

    private int depth;
    private boolean quoted;
    private boolean escaped;

    /** Whether the value ends with this character. */
    boolean read(char unit) {
        if (quoted) {
            quoted = escaped || unit != '"';
            escaped = !escaped && unit == '\\';
            return false;
        }
        switch (unit) {
            case '"' -> quoted = true;
            case '{', '[' -> depth++;
            case '}', ']' -> depth--;
            default -> {}
        }
        return depth == 0;
    }
}
