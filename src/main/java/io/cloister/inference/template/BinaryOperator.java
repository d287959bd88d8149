package io.cloister.inference.template;

/** Operators of arithmetic, some of which mean something for texts and lists too. */
enum BinaryOperator {
    ADD("+"),
    SUBTRACT("-"),
    MULTIPLY("*"),
    DIVIDE("/"),
    FLOOR_DIVIDE("//"),
    MODULO("%"),
    POWER("**");

    private final String sign;

    BinaryOperator(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }

    Value apply(Meter meter, Value left, Value right) throws TemplateException {
        if (left instanceof Numeric a && right instanceof Numeric b) {
            return Arithmetic.apply(meter, this, a, b);
        }
        if (this == MODULO && left instanceof Text format) {
            return PercentFormat.format(meter, format, right);
        }
        if (this == ADD && left instanceof Text a && right instanceof Text b) {
            return new TextBuilder(meter).append(a).append(b).build();
        }
        if (this == ADD && left instanceof Sequence a && right instanceof Sequence b && a.kind() == b.kind()) {
            return Repetition.joined(meter, a, b);
        }
        if (this == MULTIPLY && right instanceof Numeric times && !times.isFloat()) {
            return Repetition.repeated(meter, left, times);
        }
        if (this == MULTIPLY && left instanceof Numeric times && !times.isFloat()) {
            return Repetition.repeated(meter, right, times);
        }
        throw unsupported(meter, left, right);
    }

    TemplateException unsupported(Meter meter, Value left, Value right) {
        if (left instanceof Undefined undefined) {
            return meter.fail(undefined.message());
        }
        if (right instanceof Undefined undefined) {
            return meter.fail(undefined.message());
        }
        return meter.fail(
                "unsupported operand type(s) for " + sign + ": '" + left.type() + "' and '" + right.type() + "'");
    }
}
