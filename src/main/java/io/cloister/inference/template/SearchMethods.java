package io.cloister.inference.template;

import java.util.List;

/** Finding and replacing in a text. */
final class SearchMethods {

    static final List<Builtin> ALL = List.of(
            Builtin.test("startswith", "prefix start? end?", call -> anyOf(call, true)),
            Builtin.test("endswith", "suffix start? end?", call -> anyOf(call, false)),
            Builtin.of("find", "sub start? end?", call -> IntValue.of(find(call, false))),
            Builtin.of("rfind", "sub start? end?", call -> IntValue.of(find(call, true))),
            Builtin.of("index", "sub start? end?", call -> IntValue.of(existing(call, find(call, false)))),
            Builtin.of("rindex", "sub start? end?", call -> IntValue.of(existing(call, find(call, true)))),
            Builtin.of("count", "sub start? end?", SearchMethods::count),
            Builtin.of("replace", "old new count?", SearchMethods::replace));

    private SearchMethods() {}

    /** The part of the text that the second and third argument name. */
    private static Text region(Call call) throws TemplateException {
        Text text = call.self();
        if (call.optional(1) == null && call.optional(2) == null) {
            return text;
        }
        return Slices.text(call.meter(), text, positions(call, text.size()));
    }

    private static Positions positions(Call call, int size) throws TemplateException {
        return Positions.slice(size, Slices.bound(call, 1), Slices.bound(call, 2), 1);
    }

    private static boolean anyOf(Call call, boolean start) throws TemplateException {
        Text text = region(call);
        List<Value> parts = call.value(0) instanceof Sequence several ? several.items() : List.of(call.text(0));
        for (Value part : parts) {
            call.meter().step(part.weight());
            if (part instanceof Text affix
                    && (start
                            ? text.chars().startsWith(affix.chars())
                            : text.chars().endsWith(affix.chars()))) {
                return true;
            }
        }
        return false;
    }

    private static int find(Call call, boolean last) throws TemplateException {
        Text text = region(call);
        int at = last ? Search.last(call.meter(), text, call.text(0)) : Search.first(call.meter(), text, call.text(0));
        int offset = positions(call, call.self().size()).start();
        return at < 0 ? -1 : offset + text.chars().codePointCount(0, at);
    }

    private static int existing(Call call, int position) throws TemplateException {
        if (position < 0) {
            throw call.fail("substring not found");
        }
        return position;
    }

    private static Value count(Call call) throws TemplateException {
        Text text = region(call);
        Text part = call.text(0);
        if (part.isEmpty()) {
            return IntValue.of(text.size() + 1L);
        }
        call.meter().looksAt(text.length(), part.length());
        int count = 0;
        for (int at = text.chars().indexOf(part.chars());
                at >= 0;
                at = text.chars().indexOf(part.chars(), at + part.length())) {
            count++;
        }
        return IntValue.of(count);
    }

    private static Value replace(Call call) throws TemplateException {
        int most = call.integer(2, -1);
        return replace(call.meter(), call.self(), call.text(0), call.text(1), most < 0 ? Integer.MAX_VALUE : most);
    }

    static Text replace(Meter meter, Text text, Text old, Text replacement, int most) throws TemplateException {
        meter.looksAt(text.length(), old.length());
        String chars = text.chars();
        var out = new TextBuilder(meter);
        int from = 0;
        int at = chars.indexOf(old.chars());
        for (int done = 0; done < most && at >= 0; done++) {
            out.append(text, from, at).append(replacement);
            from = at + old.length();
            int next = old.isEmpty() ? step(chars, at) : from;
            at = next < 0 ? -1 : chars.indexOf(old.chars(), next);
        }
        return out.append(text, from, text.length()).build();
    }

    private static int step(String chars, int at) {
        return at == chars.length() ? -1 : at + Character.charCount(chars.codePointAt(at));
    }
}
