package io.cloister.inference.template;

import java.math.BigInteger;

/** A number: an integer, a float, or a boolean, which counts as 0 or 1. */
sealed interface Numeric extends Value permits IntValue, FloatValue, BoolValue {

    /** From here on every double is an integer. */
    double EXACT = 0x1p53;

    /** The nearest double; infinite for integers beyond its range. */
    double real();

    /** The integer, rounded towards zero; only for finite numbers. */
    BigInteger whole();

    /** Whether its digits are the template's own, as opposed to those of a value it was given. */
    boolean fromTemplate();

    default boolean isFloat() {
        return this instanceof FloatValue;
    }

    /** Order of two numbers that are not NaN, exact where an integer meets a float. */
    static int compare(Numeric left, Numeric right) {
        boolean whole = isWhole(left) && isWhole(right);
        return whole ? left.whole().compareTo(right.whole()) : Double.compare(left.real() + 0.0, right.real() + 0.0);
    }

    static boolean same(Numeric left, Numeric right) {
        return !Double.isNaN(left.real()) && !Double.isNaN(right.real()) && compare(left, right) == 0;
    }

    /** Whether it can be compared as an integer; where one cannot, doubles tell the two apart. */
    private static boolean isWhole(Numeric number) {
        return !number.isFloat() || (Math.abs(number.real()) >= EXACT && Double.isFinite(number.real()));
    }
}
