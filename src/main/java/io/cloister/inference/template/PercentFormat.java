package io.cloister.inference.template;

import java.util.List;

/** {@code format % values}, after C's {@code printf}. */
final class PercentFormat {

    private final Meter meter;
    private final Text format;
    private final Value values;
    private final TextBuilder out;
    private int at;
    private int used;

    private PercentFormat(Meter meter, Text format, Value values) {
        this.meter = meter;
        this.format = format;
        this.values = values;
        this.out = new TextBuilder(meter);
    }

    static Text format(Meter meter, Text format, Value values) throws TemplateException {
        return new PercentFormat(meter, format, values).format();
    }

    private Text format() throws TemplateException {
        String chars = format.chars();
        for (int percent = chars.indexOf('%'); percent >= 0; percent = chars.indexOf('%', at)) {
            out.append(format, at, percent);
            at = percent + 1;
            conversion(percent);
        }
        out.append(format, at, chars.length());
        if (used < positional().size() && !hasItems(values)) {
            throw meter.fail("not all arguments converted during string formatting");
        }
        return out.build();
    }

    private void conversion(int start) throws TemplateException {
        Value named = next() == '(' ? named() : null;
        String flags = flags();
        int width = Math.max(0, number());
        int precision = -1;
        if (next() == '.') {
            at++;
            precision = Math.max(0, number());
        }
        while ("hlL".indexOf(next()) >= 0) {
            at++;
        }
        char type = next();
        at++;
        boolean own = format.fromTemplateAt(start);
        if (type == '%') {
            out.append("%", own);
            return;
        }
        boolean text = "src".indexOf(type) >= 0;
        char align = flags.contains("-") ? '<' : flags.contains("0") && !text ? '=' : '>';
        char sign = flags.contains("+") ? '+' : flags.contains(" ") ? ' ' : '-';
        char letter = text ? 's' : "iu".indexOf(type) >= 0 ? 'd' : type;
        Text fill = Text.of(align == '=' ? "0" : " ", own);
        var spec = new FormatSpec(fill, align, sign, flags.contains("#"), width, (char) 0, precision, letter);
        out.append(spec.apply(meter, Conversion.of(meter, type, named == null ? take() : named)));
    }

    private String flags() throws TemplateException {
        int start = at;
        while ("-+ #0".indexOf(next()) >= 0) {
            at++;
        }
        return format.chars().substring(start, at);
    }

    private char next() throws TemplateException {
        if (at >= format.length()) {
            throw meter.fail("incomplete format");
        }
        return format.chars().charAt(at);
    }

    private Value named() throws TemplateException {
        int end = format.chars().indexOf(')', at);
        if (end < 0 || !(values instanceof DictValue)) {
            throw meter.fail(end < 0 ? "incomplete format key" : "format requires a mapping");
        }
        Text key = format.slice(meter, at + 1, end);
        at = end + 1;
        Value found = values.item(key);
        if (found == null) {
            throw meter.fail("no value for the format key '" + key.chars() + "'");
        }
        return found;
    }

    private int number() throws TemplateException {
        if (next() == '*') {
            at++;
            if (take() instanceof Numeric given && !given.isFloat()) {
                return Positions.clamp(given.whole());
            }
            throw meter.fail("* wants int");
        }
        long number = -1;
        for (; Character.isDigit(next()); at++) {
            number = Math.max(0, number) * 10 + Character.digit(next(), 10);
            meter.characters(0, number);
        }
        return (int) number;
    }

    private Value take() throws TemplateException {
        if (used >= positional().size()) {
            throw meter.fail("not enough arguments for format string");
        }
        return positional().get(used++);
    }

    private List<Value> positional() {
        return values instanceof Sequence tuple && !isList(tuple) ? tuple.items() : List.of(values);
    }

    /** Whether it may be left unused, since a format could ask for parts of it by name. */
    private static boolean hasItems(Value value) {
        return value instanceof DictValue || value instanceof RangeValue || value instanceof Undefined || isList(value);
    }

    private static boolean isList(Value value) {
        return value instanceof Sequence list && list.kind() == Sequence.Kind.LIST;
    }
}
