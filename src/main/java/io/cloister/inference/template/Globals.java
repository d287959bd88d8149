package io.cloister.inference.template;

import java.math.BigInteger;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The functions that every template can call. */
final class Globals {

    private static final int LONGEST_RANGE = 100_000;

    private Globals() {}

    static Map<String, Value> of(Clock clock) {
        return List.of(
                        Builtin.of("raise_exception", "message", Globals::raise),
                        Builtin.of("strftime_now", "format", call -> strftime(call, clock)),
                        Builtin.open("namespace", Globals::namespace),
                        Builtin.of("range", "start stop? step?", Globals::range),
                        Builtin.open("dict", call -> Dicts.of(call.meter(), call.given())))
                .stream()
                .collect(Collectors.toUnmodifiableMap(Builtin::name, Method::function));
    }

    private static Value raise(Call call) throws TemplateException {
        throw new RaisedByTemplateException(
                call.meter().line(), Printed.str(call.meter(), call.value(0)).chars());
    }

    private static Value strftime(Call call, Clock clock) throws TemplateException {
        Text format = call.text(0);
        call.meter().characters((long) Strftime.LONGEST * format.length());
        return Text.of(Strftime.format(format.chars(), LocalDateTime.now(clock)), format.fromTemplate());
    }

    private static Value namespace(Call call) throws TemplateException {
        var namespace = new Namespace();
        for (var entry : Dicts.of(call.meter(), call.given()).entries().entrySet()) {
            namespace.set(Printed.str(call.meter(), entry.getKey()).chars(), entry.getValue());
        }
        return namespace;
    }

    private static Value range(Call call) throws TemplateException {
        boolean single = call.given(1) == null;
        BigInteger start = single ? BigInteger.ZERO : whole(call, 0);
        BigInteger stop = whole(call, single ? 0 : 1);
        BigInteger step = call.given(2) == null ? BigInteger.ONE : whole(call, 2);
        if (step.signum() == 0) {
            throw call.fail("range() arg 3 must not be zero");
        }
        BigInteger span = step.signum() > 0 ? stop.subtract(start) : start.subtract(stop);
        BigInteger stride = step.abs();
        BigInteger length =
                span.add(stride).subtract(BigInteger.ONE).divide(stride).max(BigInteger.ZERO);
        if (length.compareTo(BigInteger.valueOf(LONGEST_RANGE)) > 0) {
            throw call.fail("a range has at most " + LONGEST_RANGE + " numbers");
        }
        boolean own = call.given().positional().stream()
                .allMatch(given -> given instanceof Numeric number && number.fromTemplate());
        return new RangeValue(start, stop, step, length.intValue(), own);
    }

    private static BigInteger whole(Call call, int index) throws TemplateException {
        if (call.value(index) instanceof Numeric number && !number.isFloat()) {
            return number.whole();
        }
        throw call.fail("'" + call.value(index).type() + "' object cannot be interpreted as an integer");
    }
}
