package io.cloister.inference.template;

import java.math.BigInteger;
import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code range(start, stop, step)}, whose items are made when they are asked for.
 *
 * @param length how many items there are
 * @param fromTemplate whether its numbers are the template's own
 */
record RangeValue(BigInteger start, BigInteger stop, BigInteger step, int length, boolean fromTemplate)
        implements Value {

    Value at(int index) {
        return new IntValue(start.add(step.multiply(BigInteger.valueOf(index))), fromTemplate);
    }

    @Override
    public String type() {
        return "range";
    }

    @Override
    public boolean truthy() {
        return length > 0;
    }

    @Override
    public int size() {
        return length;
    }

    @Override
    public List<Value> elements() {
        return new AbstractList<>() {
            @Override
            public Value get(int index) {
                return at(index);
            }

            @Override
            public int size() {
                return length;
            }
        };
    }

    @Override
    public @Nullable Value item(Value key) {
        int index = Positions.index(key, length);
        return index < 0 ? null : at(index);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RangeValue range && elements().equals(range.elements());
    }

    @Override
    public int hashCode() {
        return elements().hashCode();
    }

    @Override
    public long weight() {
        return 1L + length;
    }
}
