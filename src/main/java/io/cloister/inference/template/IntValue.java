package io.cloister.inference.template;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** An integer of any size within the limits. */
record IntValue(BigInteger whole, boolean fromTemplate) implements Numeric {

    /** An integer that is the template's own. */
    static IntValue of(long value) {
        return new IntValue(BigInteger.valueOf(value), true);
    }

    @Override
    public String type() {
        return "int";
    }

    @Override
    public boolean truthy() {
        return whole.signum() != 0;
    }

    @Override
    public double real() {
        return whole.doubleValue();
    }

    @Override
    public long weight() {
        return 1L + whole.bitLength() / 64;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Numeric number && Numeric.same(this, number);
    }

    @Override
    public int hashCode() {
        return whole.hashCode();
    }
}
