package io.cloister.inference.grammar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A language of byte strings, as part of a rule. */
sealed interface Expression {

    /** No bytes at all. */
    Expression EMPTY = new Sequence(List.of());

    /** Nothing matches. */
    Expression NOTHING = new Choice(List.of());

    /** Stands for any number in {@link Repeat}. */
    int UNBOUNDED = -1;

    /** One byte, both bounds inclusive, 0 to 255. */
    record Range(int from, int to) implements Expression {}

    /** One after the other. */
    record Sequence(List<Expression> parts) implements Expression {
        public Sequence {
            parts = List.copyOf(parts);
        }
    }

    /** One of them. */
    record Choice(List<Expression> alternatives) implements Expression {
        public Choice {
            alternatives = List.copyOf(alternatives);
        }
    }

    /**
     * Several times.
     *
     * @param most at least {@code least}, or {@link #UNBOUNDED}
     */
    record Repeat(Expression body, int least, int most) implements Expression {}

    /** What another rule of the grammar matches. */
    record Call(int rule) implements Expression {}

    /** What both match; neither may call rules. */
    record Both(Expression first, Expression second) implements Expression {}

    static Expression text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    static Expression bytes(byte[] bytes) {
        List<Expression> parts = new ArrayList<>(bytes.length);
        for (byte one : bytes) {
            int value = Byte.toUnsignedInt(one);
            parts.add(new Range(value, value));
        }
        return new Sequence(parts);
    }

    static Expression sequence(Expression... parts) {
        return new Sequence(List.of(parts));
    }

    static Expression choice(Expression... alternatives) {
        return new Choice(List.of(alternatives));
    }

    static Expression texts(String... texts) {
        return new Choice(Stream.of(texts).map(Expression::text).toList());
    }

    static Expression optional(Expression body) {
        return new Repeat(body, 0, 1);
    }

    static Expression anyNumber(Expression body) {
        return new Repeat(body, 0, UNBOUNDED);
    }

    static Expression times(Expression body, int count) {
        return new Repeat(body, count, count);
    }
}
