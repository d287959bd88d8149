package io.cloister.inference.template;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** {@code True} and {@code False}, of which there is one each. */
final class BoolValue implements Numeric {

    static final BoolValue TRUE = new BoolValue(true);
    static final BoolValue FALSE = new BoolValue(false);

    private final boolean value;

    private BoolValue(boolean value) {
        this.value = value;
    }

    static BoolValue of(boolean value) {
        return value ? TRUE : FALSE;
    }

    @Override
    public String type() {
        return "bool";
    }

    @Override
    public boolean truthy() {
        return value;
    }

    @Override
    public double real() {
        return value ? 1 : 0;
    }

    @Override
    public BigInteger whole() {
        return value ? BigInteger.ONE : BigInteger.ZERO;
    }

    @Override
    public boolean fromTemplate() {
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Numeric number && Numeric.same(this, number);
    }

    @Override
    public int hashCode() {
        return whole().hashCode();
    }
}
