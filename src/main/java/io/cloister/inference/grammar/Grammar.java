package io.cloister.inference.grammar;

import io.cloister.inference.grammar.Expression.Call;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Rules that call each other by number; the first one is the whole text. Not safe for use by several threads. */
final class Grammar {

    private final List<String> names = new ArrayList<>();
    private final List<Expression> rules = new ArrayList<>();
    private final Map<String, Call> named = new HashMap<>();
    private final BitSet common = new BitSet();
    private final Map<Integer, Bounds> bounds = new HashMap<>();

    /** A rule to be defined later; matches nothing until then. */
    int reserve(String name) {
        names.add(name);
        rules.add(Expression.NOTHING);
        return rules.size() - 1;
    }

    void define(int rule, Expression expression) {
        rules.set(rule, expression);
    }

    /** A rule of its own for an expression that is used in several places. */
    Call add(String name, Expression expression) {
        int rule = reserve(name);
        define(rule, expression);
        return new Call(rule);
    }

    /** The rule of a name, made at its first use; it may call itself. */
    Call shared(String name, Supplier<Expression> expression) {
        Call known = named.get(name);
        if (known != null) {
            return known;
        }
        Call call = new Call(reserve(name));
        named.put(name, call);
        define(call.rule(), expression.get());
        return call;
    }

    /** A rule that calls none and is the same in every grammar that has one of this name. */
    Call common(String name, Supplier<Expression> expression) {
        Call call = shared(name, expression);
        common.set(call.rule());
        return call;
    }

    /** A common rule whose items are counted; see {@link Bounds}. */
    Call counted(String name, Expression item, Bounds limits) {
        Call call = shared(
                name + limits,
                () -> Expression.sequence(
                        Expression.anyNumber(item), new Expression.Range(limits.close(), limits.close())));
        names.set(call.rule(), name);
        common.set(call.rule());
        bounds.put(call.rule(), limits);
        return call;
    }

    /** Null where nothing is counted. */
    @Nullable Bounds bounds(int rule) {
        return bounds.get(rule);
    }

    boolean isCommon(int rule) {
        return common.get(rule);
    }

    int size() {
        return rules.size();
    }

    Expression rule(int number) {
        return rules.get(number);
    }

    /** As the author knows it. */
    String name(int number) {
        return names.get(number);
    }
}
