package io.cloister.inference.template;

import java.util.List;

/** Filling a text up to a width, counted in code points. */
final class PadMethods {

    static final List<Builtin> ALL = List.of(
            Builtin.of("ljust", "width fillchar?", call -> pad(call, 0)),
            Builtin.of("rjust", "width fillchar?", call -> pad(call, missing(call))),
            Builtin.of("center", "width fillchar?", PadMethods::center),
            Builtin.of("zfill", "width", PadMethods::zeros));

    private PadMethods() {}

    private static int missing(Call call) throws TemplateException {
        return Math.max(0, call.integer(0, 0) - call.self().size());
    }

    private static Text pad(Call call, int before) throws TemplateException {
        Text fill = call.text(1, " ");
        if (fill.size() != 1) {
            throw call.fail("the fill character must be exactly one character long");
        }
        return pad(call.meter(), call.self(), fill, before, missing(call) - before);
    }

    static Text pad(Meter meter, Text text, Text fill, int before, int after) throws TemplateException {
        return new TextBuilder(meter)
                .repeat(fill, before)
                .append(text)
                .repeat(fill, after)
                .build();
    }

    /** An odd rest goes to the left of a text of even width, and to the right else. */
    private static Text center(Call call) throws TemplateException {
        int missing = missing(call);
        return pad(call, missing / 2 + (missing & call.integer(0, 0) & 1));
    }

    private static Text zeros(Call call) throws TemplateException {
        Text text = call.self();
        int sign = text.chars().startsWith("+") || text.chars().startsWith("-") ? 1 : 0;
        return new TextBuilder(call.meter())
                .append(text, 0, sign)
                .repeat(Text.ofTemplate("0"), missing(call))
                .append(text, sign, text.length())
                .build();
    }
}
