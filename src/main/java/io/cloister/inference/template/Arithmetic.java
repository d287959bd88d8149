package io.cloister.inference.template;

import java.math.BigInteger;

/** Calculation with numbers: integers stay exact, and floor division and remainder follow the sign of the divisor. */
final class Arithmetic {

    private Arithmetic() {}

    static Value apply(Meter meter, BinaryOperator operator, Numeric left, Numeric right) throws TemplateException {
        meter.step(left.weight() + right.weight());
        boolean own = left.fromTemplate() && right.fromTemplate();
        boolean divides = operator == BinaryOperator.DIVIDE || (operator == BinaryOperator.POWER && right.real() < 0);
        if (left.isFloat() || right.isFloat() || divides) {
            return new FloatValue(real(meter, operator, left.real(), right.real()), own);
        }
        return checked(meter, new IntValue(whole(meter, operator, left.whole(), right.whole()), own));
    }

    static Value negated(Numeric number) {
        return number.isFloat()
                ? new FloatValue(-number.real(), number.fromTemplate())
                : new IntValue(number.whole().negate(), number.fromTemplate());
    }

    static IntValue checked(Meter meter, IntValue number) throws TemplateException {
        if (number.whole().bitLength() > meter.limits().integerBits()) {
            throw tooLarge(meter);
        }
        return number;
    }

    private static BigInteger whole(Meter meter, BinaryOperator operator, BigInteger left, BigInteger right)
            throws TemplateException {
        return switch (operator) {
            case ADD -> left.add(right);
            case SUBTRACT -> left.subtract(right);
            case MULTIPLY -> left.multiply(right);
            case POWER -> power(meter, left, right);
            default -> {
                if (right.signum() == 0) {
                    throw meter.fail("division by zero");
                }
                BigInteger[] parts = left.divideAndRemainder(right);
                boolean below = parts[1].signum() != 0 && parts[1].signum() != right.signum();
                yield operator == BinaryOperator.MODULO
                        ? (below ? parts[1].add(right) : parts[1])
                        : (below ? parts[0].subtract(BigInteger.ONE) : parts[0]);
            }
        };
    }

    private static BigInteger power(Meter meter, BigInteger base, BigInteger exponent) throws TemplateException {
        if (base.bitLength() <= 1 && base.signum() >= 0) {
            return exponent.signum() == 0 ? BigInteger.ONE : base;
        }
        int times = Positions.clamp(exponent);
        if ((long) Math.max(1, base.bitLength() - 1) * times > meter.limits().integerBits()) {
            throw tooLarge(meter);
        }
        return base.pow(times);
    }

    private static double real(Meter meter, BinaryOperator operator, double left, double right)
            throws TemplateException {
        boolean divides = operator == BinaryOperator.DIVIDE
                || operator == BinaryOperator.FLOOR_DIVIDE
                || operator == BinaryOperator.MODULO;
        if (right == 0 && divides) {
            throw meter.fail("division by zero");
        }
        return switch (operator) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> left / right;
            case MODULO -> remainder(left, right);
            case FLOOR_DIVIDE -> Math.rint((left - remainder(left, right)) / right);
            case POWER -> power(meter, left, right);
        };
    }

    private static double remainder(double left, double right) {
        double rest = left % right;
        return rest != 0 && rest < 0 != right < 0 ? rest + right : Math.copySign(rest, right);
    }

    private static double power(Meter meter, double base, double exponent) throws TemplateException {
        if (base == 0 && exponent < 0) {
            throw meter.fail("0.0 cannot be raised to a negative power");
        }
        double result = Math.pow(base, exponent);
        if (Double.isNaN(result) && !Double.isNaN(base) && !Double.isNaN(exponent)) {
            throw meter.fail("a negative number has no fractional power");
        }
        return result;
    }

    private static TemplateException tooLarge(Meter meter) {
        return meter.fail("an integer grows past " + meter.limits().integerBits() + " bits");
    }
}
