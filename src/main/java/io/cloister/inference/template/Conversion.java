package io.cloister.inference.template;

/** What the letter of a {@code %} format makes of a value, before it is laid out. */
final class Conversion {

    private Conversion() {}

    static Value of(Meter meter, char type, Value value) throws TemplateException {
        return switch (type) {
            case 's' -> Printed.str(meter, value);
            case 'r', 'a' -> Printed.repr(meter, value);
            case 'c' -> value instanceof Text text && text.size() == 1 ? text : character(meter, value);
            case 'd', 'i', 'u' -> number(meter, type, value, true);
            case 'o', 'x', 'X' -> number(meter, type, value, false);
            case 'e', 'E', 'f', 'F', 'g', 'G' -> number(meter, type, value, false);
            default -> throw meter.fail("unsupported format character '" + type + "'");
        };
    }

    private static Value character(Meter meter, Value value) throws TemplateException {
        if (value instanceof IntValue number && Character.isValidCodePoint(Positions.clamp(number.whole()))) {
            return Text.of(Character.toString(number.whole().intValue()), number.fromTemplate());
        }
        throw meter.fail("%c requires int or char");
    }

    private static Value number(Meter meter, char type, Value value, boolean cut) throws TemplateException {
        if (!(value instanceof Numeric number) || (cut && !Double.isFinite(number.real()))) {
            throw meter.fail("%" + type + " format: a number is required, not " + value.type());
        }
        return cut || number instanceof BoolValue ? new IntValue(number.whole(), number.fromTemplate()) : number;
    }
}
