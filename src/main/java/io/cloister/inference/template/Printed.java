package io.cloister.inference.template;

import java.util.List;
import java.util.Map;

/**
 * Values as text: Python's {@code str} and {@code repr}. A string stays what it is; what is written out of a list or
 * mapping counts as coming from a value, whoever made the list.
 */
final class Printed {

    private static final Text NONE = Text.ofTemplate("None");
    private static final Text TRUE = Text.ofTemplate("True");
    private static final Text FALSE = Text.ofTemplate("False");

    private Printed() {}

    static Text str(Meter meter, Value value) throws TemplateException {
        return switch (value) {
            case Text text -> text;
            case Undefined undefined -> Text.EMPTY;
            case NoneValue none -> NONE;
            case BoolValue bool -> bool.truthy() ? TRUE : FALSE;
            case Numeric number -> {
                meter.step(number.weight());
                yield Text.of(number(number), number.fromTemplate());
            }
            default -> repr(meter, value);
        };
    }

    static Text repr(Meter meter, Value value) throws TemplateException {
        var out = new TextBuilder(meter);
        write(out, meter, value);
        return out.build();
    }

    static String number(Numeric number) {
        return number.isFloat()
                ? FloatDigits.shortest(number.real())
                : number.whole().toString();
    }

    private static void write(TextBuilder out, Meter meter, Value value) throws TemplateException {
        meter.step(1);
        switch (value) {
            case Text text -> QuotedText.write(out, text.chars());
            case Sequence list when list.kind() == Sequence.Kind.LIST -> write(out, meter, "[", list.items(), "]");
            case Sequence tuple -> write(out, meter, "(", tuple.items(), tuple.size() == 1 ? ",)" : ")");
            case DictValue dict -> writeEntries(out, meter, dict.entries());
            case View view -> {
                out.append(view.type() + "(", false);
                write(out, meter, view.items());
                out.append(")", false);
            }
            case RangeValue range -> out.append(range(range), false);
            case Undefined undefined -> out.append("Undefined", false);
            case NoneValue none -> out.append(NONE.chars(), false);
            case Numeric number -> out.append(str(meter, number).chars(), false);
            default -> out.append("<" + value.type() + ">", false);
        }
    }

    private static void write(TextBuilder out, Meter meter, String open, List<Value> items, String close)
            throws TemplateException {
        String before = open;
        for (Value item : items) {
            out.append(before, false);
            write(out, meter, item);
            before = ", ";
        }
        out.append(items.isEmpty() ? open + close : close, false);
    }

    private static void writeEntries(TextBuilder out, Meter meter, Map<Value, Value> entries) throws TemplateException {
        String before = "{";
        for (var entry : entries.entrySet()) {
            out.append(before, false);
            write(out, meter, entry.getKey());
            out.append(": ", false);
            write(out, meter, entry.getValue());
            before = ", ";
        }
        out.append(entries.isEmpty() ? "{}" : "}", false);
    }

    private static String range(RangeValue range) {
        String step = range.step().intValue() == 1 ? "" : ", " + range.step();
        return "range(" + range.start() + ", " + range.stop() + step + ")";
    }
}
