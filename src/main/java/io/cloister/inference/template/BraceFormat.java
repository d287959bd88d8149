package io.cloister.inference.template;

/** {@code "{} {name[key].attribute!r:>10}".format(...)}. */
final class BraceFormat {

    private static final int DEEPEST = 2;

    private final Meter meter;
    private final Arguments arguments;
    private int used;

    private BraceFormat(Meter meter, Arguments arguments) {
        this.meter = meter;
        this.arguments = arguments;
    }

    static Text format(Call call) throws TemplateException {
        return new BraceFormat(call.meter(), call.given()).format(call.self(), DEEPEST);
    }

    private Text format(Text format, int depth) throws TemplateException {
        if (depth == 0) {
            throw meter.fail("format fields nested too deep");
        }
        String chars = format.chars();
        var out = new TextBuilder(meter);
        int from = 0;
        for (int at = 0; at < chars.length(); at++) {
            char unit = chars.charAt(at);
            if (unit != '{' && unit != '}') {
                continue;
            }
            if (at + 1 < chars.length() && chars.charAt(at + 1) == unit) {
                out.append(format, from, at + 1);
                at++;
            } else if (unit == '}') {
                throw meter.fail("single '}' in the format");
            } else {
                int end = closing(chars, at);
                out.append(format, from, at).append(field(format.slice(meter, at + 1, end), depth));
                at = end;
            }
            from = at + 1;
        }
        return out.append(format, from, chars.length()).build();
    }

    private int closing(String chars, int open) throws TemplateException {
        int depth = 0;
        for (int at = open; at < chars.length(); at++) {
            depth += chars.charAt(at) == '{' ? 1 : chars.charAt(at) == '}' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        throw meter.fail("single '{' in the format");
    }

    private Text field(Text field, int depth) throws TemplateException {
        String chars = field.chars();
        int colon = chars.indexOf(':');
        int nameEnd = colon < 0 ? chars.length() : colon;
        int mark = chars.lastIndexOf('!', nameEnd);
        char conversion = 0;
        if (mark >= 0) {
            if (mark + 2 != nameEnd) {
                throw meter.fail("a conversion is one character");
            }
            conversion = chars.charAt(mark + 1);
            nameEnd = mark;
        }
        Value value = converted(conversion, value(chars.substring(0, nameEnd)));
        Text spec = colon < 0 ? Text.EMPTY : format(field.slice(meter, colon + 1, chars.length()), depth - 1);
        return spec.isEmpty()
                ? Printed.str(meter, value)
                : FormatSpecParser.parse(meter, spec).apply(meter, value);
    }

    private Value converted(char conversion, Value value) throws TemplateException {
        return switch (conversion) {
            case 0 -> value;
            case 's' -> Printed.str(meter, value);
            case 'r', 'a' -> Printed.repr(meter, value);
            default -> throw meter.fail("unknown conversion '" + conversion + "'");
        };
    }

    /** The argument, and what of it the field asks for. */
    private Value value(String field) throws TemplateException {
        int end = 0;
        while (end < field.length() && field.charAt(end) != '.' && field.charAt(end) != '[') {
            end++;
        }
        Value value = argument(field.substring(0, end));
        while (end < field.length()) {
            boolean item = field.charAt(end) == '[';
            int from = end + 1;
            end = from;
            while (end < field.length() && (item ? field.charAt(end) != ']' : ".[".indexOf(field.charAt(end)) < 0)) {
                end++;
            }
            String part = field.substring(from, end);
            value = item ? Access.part(meter, value, part) : Access.attribute(meter, value, part);
            end = item ? end + 1 : end;
        }
        return value;
    }

    private Value argument(String name) throws TemplateException {
        if (name.isEmpty() || name.chars().allMatch(Character::isDigit)) {
            int index = name.isEmpty() ? used++ : name.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(name);
            if (index < arguments.positional().size()) {
                return arguments.positional().get(index);
            }
            throw meter.fail("the format asks for more arguments than are given");
        }
        Value named = arguments.named().get(name);
        if (named == null) {
            throw meter.fail("no argument '" + name + "' for the format");
        }
        return named;
    }
}
