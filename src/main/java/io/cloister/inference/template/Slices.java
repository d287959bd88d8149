package io.cloister.inference.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code value[from:to:step]}. */
final class Slices {

    private Slices() {}

    static Value of(Meter meter, Value value, @Nullable Value from, @Nullable Value to, @Nullable Value step)
            throws TemplateException {
        BigInteger given = bound(meter, step);
        int stride = given == null ? 1 : Positions.clamp(given);
        if (stride == 0) {
            throw meter.fail("slice step cannot be zero");
        }
        if (value instanceof Text text) {
            meter.looksAt(text.length(), 1);
        }
        var positions = Positions.slice(Math.max(0, value.size()), bound(meter, from), bound(meter, to), stride);
        return switch (value) {
            case Text text -> text(meter, text, positions);
            case Sequence list -> meter.checked(list.with(picked(meter, list.items(), positions)));
            case RangeValue range -> range(range, positions);
            case Undefined undefined -> throw meter.fail(undefined.message());
            default -> throw meter.fail("'" + value.type() + "' object is not subscriptable");
        };
    }

    static @Nullable BigInteger bound(Call call, int index) throws TemplateException {
        return bound(call.meter(), call.optional(index));
    }

    static Text text(Meter meter, Text text, Positions positions) throws TemplateException {
        String chars = text.chars();
        if (positions.step() == 1) {
            int from = chars.offsetByCodePoints(0, positions.start());
            return text.slice(meter, from, chars.offsetByCodePoints(from, positions.count()));
        }
        meter.items(text.size());
        List<Value> letters = text.elements();
        var out = new TextBuilder(meter);
        for (Value letter : picked(meter, letters, positions)) {
            out.append((Text) letter);
        }
        return out.build();
    }

    private static List<Value> picked(Meter meter, List<Value> items, Positions positions) throws TemplateException {
        meter.items(positions.count());
        if (positions.step() == 1) {
            return items.subList(positions.start(), positions.start() + positions.count());
        }
        var picked = new ArrayList<Value>(positions.count());
        for (int i = 0; i < positions.count(); i++) {
            picked.add(items.get(positions.at(i)));
        }
        return picked;
    }

    private static Value range(RangeValue range, Positions positions) {
        BigInteger step = range.step().multiply(BigInteger.valueOf(positions.step()));
        BigInteger start = range.start().add(range.step().multiply(BigInteger.valueOf(positions.start())));
        BigInteger stop = start.add(step.multiply(BigInteger.valueOf(positions.count())));
        return new RangeValue(start, stop, step, positions.count(), range.fromTemplate());
    }

    private static @Nullable BigInteger bound(Meter meter, @Nullable Value given) throws TemplateException {
        if (given == null || given instanceof NoneValue) {
            return null;
        }
        if (given instanceof Numeric number && !number.isFloat()) {
            return number.whole();
        }
        throw meter.fail("slice indices must be integers or None");
    }
}
