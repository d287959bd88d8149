package io.cloister.inference.template;

import java.util.List;
import java.util.Map;

/** The methods of strings. */
final class TextMethods {

    private static final List<Builtin> MAKING =
            List.of(Builtin.of("join", "iterable", TextMethods::join), Builtin.open("format", BraceFormat::format));

    static final Map<String, Builtin> ALL = Builtin.named(List.of(
            MAKING,
            StripMethods.ALL,
            CaseMethods.ALL,
            SplitMethods.ALL,
            SearchMethods.ALL,
            PadMethods.ALL,
            KindMethods.ALL));

    private TextMethods() {}

    private static Value join(Call call) throws TemplateException {
        List<Value> items = call.meter().elements(call.value(0));
        for (Value item : items) {
            if (!(item instanceof Text)) {
                throw call.fail("join() expects strings, not " + item.type());
            }
        }
        return join(call.meter(), items, call.self());
    }

    /** Everything as text, with the separator between. */
    static Text join(Meter meter, List<Value> items, Text separator) throws TemplateException {
        var out = new TextBuilder(meter);
        boolean first = true;
        for (Value item : items) {
            if (!first) {
                out.append(separator);
            }
            out.append(Printed.str(meter, item));
            first = false;
        }
        return out.build();
    }
}
