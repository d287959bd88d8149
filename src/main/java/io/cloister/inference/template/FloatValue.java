package io.cloister.inference.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** A floating-point number of double precision. */
record FloatValue(double real, boolean fromTemplate) implements Numeric {

    @Override
    public String type() {
        return "float";
    }

    @Override
    public boolean truthy() {
        return real != 0;
    }

    @Override
    public BigInteger whole() {
        return new BigDecimal(real).toBigInteger();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Numeric number && Numeric.same(this, number);
    }

    @Override
    public int hashCode() {
        return Double.isFinite(real) && real == Math.rint(real) ? whole().hashCode() : Double.hashCode(real);
    }
}
