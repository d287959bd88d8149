package io.cloister.inference.template;

import java.util.List;
import java.util.function.IntPredicate;

/** Taking away what stands at the ends of a text. */
final class StripMethods {

    static final List<Builtin> ALL = List.of(
            Builtin.of("strip", "chars?", call -> strip(call, true, true)),
            Builtin.of("lstrip", "chars?", call -> strip(call, true, false)),
            Builtin.of("rstrip", "chars?", call -> strip(call, false, true)),
            Builtin.of("removeprefix", "prefix", StripMethods::removePrefix),
            Builtin.of("removesuffix", "suffix", StripMethods::removeSuffix));

    private StripMethods() {}

    static Text strip(Call call, boolean left, boolean right) throws TemplateException {
        Text text = call.self();
        IntPredicate goes = PythonSpace::isSpace;
        if (call.optional(0) != null) {
            String chars = call.text(0).chars();
            call.meter().looksAt(text.length(), chars.length());
            goes = point -> chars.indexOf(point) >= 0;
        }
        return strip(call.meter(), text, goes, left, right);
    }

    static Text strip(Meter meter, Text text, IntPredicate goes, boolean left, boolean right) throws TemplateException {
        String chars = text.chars();
        int from = 0;
        int to = chars.length();
        while (left && from < to && goes.test(chars.codePointAt(from))) {
            from += Character.charCount(chars.codePointAt(from));
        }
        while (right && from < to && goes.test(chars.codePointBefore(to))) {
            to -= Character.charCount(chars.codePointBefore(to));
        }
        meter.looksAt(chars.length() - (to - from), 1);
        return text.slice(meter, from, to);
    }

    private static Text removePrefix(Call call) throws TemplateException {
        Text text = call.self();
        Text prefix = call.text(0);
        call.meter().step(prefix.weight());
        return text.chars().startsWith(prefix.chars())
                ? text.slice(call.meter(), prefix.length(), text.length())
                : text;
    }

    private static Text removeSuffix(Call call) throws TemplateException {
        Text text = call.self();
        Text suffix = call.text(0);
        call.meter().step(suffix.weight());
        return text.chars().endsWith(suffix.chars())
                ? text.slice(call.meter(), 0, text.length() - suffix.length())
                : text;
    }
}
