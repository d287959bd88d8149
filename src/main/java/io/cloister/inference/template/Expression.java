package io.cloister.inference.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands for a value. */
sealed interface Expression {

    int line();

    record Literal(int line, Value value) implements Expression {}

    record Name(int line, String name) implements Expression {}

    record Attribute(int line, Expression object, String name) implements Expression {}

    record Item(int line, Expression object, Expression key) implements Expression {}

    record Slice(
            int line,
            Expression object,
            @Nullable Expression from,
            @Nullable Expression to,
            @Nullable Expression step) implements Expression {}

    record Call(int line, Expression function, ArgumentList arguments) implements Expression {}

    record Filter(int line, Expression value, String name, ArgumentList arguments) implements Expression {}

    record Test(int line, Expression value, String name, ArgumentList arguments) implements Expression {}

    record Not(int line, Expression operand) implements Expression {}

    /** A sign before a number. */
    record Signed(int line, boolean negative, Expression operand) implements Expression {}

    record Binary(int line, BinaryOperator operator, Expression left, Expression right) implements Expression {}

    /** {@code and} or {@code or}: one of the operands, the right one evaluated only if it decides. */
    record Logical(int line, boolean and, Expression left, Expression right) implements Expression {}

    /** {@code a < b <= c}. */
    record Compared(int line, Expression first, List<Comparand> rest) implements Expression {}

    /** All operands as text, one after the other. */
    record Concatenated(int line, List<Expression> operands) implements Expression {}

    record Conditional(
            int line,
            Expression test,
            Expression then,
            @Nullable Expression otherwise) implements Expression {}

    record ListOf(int line, List<Expression> items) implements Expression {}

    record TupleOf(int line, List<Expression> items) implements Expression {}

    record DictOf(int line, List<Entry> entries) implements Expression {}

    /** An operator of comparison, {@code in} and {@code not in} among them, with what stands right of it. */
    record Comparand(String operator, Expression operand) {}

    record Entry(Expression key, Expression value) {}

    /**
     * Arguments as they are written.
     *
     * @param spread what stands behind {@code *}
     * @param spreadNamed what stands behind {@code **}
     */
    record ArgumentList(
            List<Expression> positional,
            Map<String, Expression> named,
            @Nullable Expression spread,
            @Nullable Expression spreadNamed) {

        static final ArgumentList NONE = new ArgumentList(List.of(), Map.of(), null, null);

        boolean isEmpty() {
            return positional.isEmpty() && named.isEmpty() && spread == null && spreadNamed == null;
        }
    }
}
