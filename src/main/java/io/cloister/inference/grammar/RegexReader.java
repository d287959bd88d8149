package io.cloister.inference.grammar;

import io.cloister.platform.Problem;

/** Reads a pattern character by character. */
final class RegexReader {

    private static final int MOST_TIMES = 10_000;

    private final String pattern;
    private final Schema schema;
    private int at;

    RegexReader(String pattern, Schema schema) {
        this.pattern = pattern;
        this.schema = schema;
    }

    boolean isAtEnd() {
        return at >= pattern.length();
    }

    int peek() {
        if (isAtEnd()) {
            throw refuse("ends too early");
        }
        return pattern.codePointAt(at);
    }

    int next() {
        int point = peek();
        at += Character.charCount(point);
        return point;
    }

    boolean isNext(char expected) {
        return !isAtEnd() && pattern.charAt(at) == expected;
    }

    boolean takes(char expected) {
        return takes(String.valueOf(expected));
    }

    boolean takes(String expected) {
        boolean found = pattern.startsWith(expected, at);
        at += found ? expected.length() : 0;
        return found;
    }

    void expect(char expected) {
        if (!takes(expected)) {
            throw refuse("lacks a \"%c\"".formatted(expected));
        }
    }

    /** A number of times. */
    int number() {
        int begin = at;
        while (!isAtEnd() && Character.digit(pattern.charAt(at), 10) >= 0 && at - begin < 6) {
            at++;
        }
        if (begin == at) {
            throw refuse("has a \"{\" without a number");
        }
        int number = Integer.parseInt(pattern, begin, at, 10);
        if (number > MOST_TIMES) {
            throw refuse("repeats too often");
        }
        return number;
    }

    /** A character by its number. */
    int hex(int digits) {
        int end = at + digits;
        try {
            int value = Integer.parseInt(pattern.substring(at, Math.min(end, pattern.length())), 16);
            at = end;
            return value;
        } catch (NumberFormatException _) {
            throw refuse("has an escape without its number");
        }
    }

    Problem refuse(String why) {
        return schema.refuse(schema.has("pattern") ? "pattern" : "format", why);
    }
}
