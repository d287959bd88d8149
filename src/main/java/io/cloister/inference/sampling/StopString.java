package io.cloister.inference.sampling;

/** Looks for one string in a text that arrives character by character (Knuth, Morris and Pratt, 1977). */
final class StopString {

    private final String sought;

    /** For each length of a beginning, the longest shorter beginning that it ends with. */
    private final int[] fallback;

    private int matched;

    /** @param sought at least one character */
    StopString(String sought) {
        this.sought = sought;
        this.fallback = new int[sought.length()];
        for (int i = 1, length = 0; i < sought.length(); i++) {
            while (length > 0 && sought.charAt(i) != sought.charAt(length)) {
                length = fallback[length - 1];
            }
            length += sought.charAt(i) == sought.charAt(length) ? 1 : 0;
            fallback[i] = length;
        }
    }

    /** Takes a character; not after the string was found. */
    void append(char next) {
        while (matched > 0 && sought.charAt(matched) != next) {
            matched = fallback[matched - 1];
        }
        matched += sought.charAt(matched) == next ? 1 : 0;
    }

    /** Length of the longest beginning of the string that the text ends with. */
    int matched() {
        return matched;
    }

    boolean found() {
        return matched == sought.length();
    }
}
