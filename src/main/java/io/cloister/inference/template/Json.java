package io.cloister.inference.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code tojson} as transformers defines it: Python's {@code json.dumps} that leaves characters outside ASCII as they
 * are. All of it counts as coming from a value.
 */
final class Json {

    private final Meter meter;
    private final TextBuilder out;
    private final JsonStyle style;

    private Json(Meter meter, JsonStyle style) {
        this.meter = meter;
        this.out = new TextBuilder(meter);
        this.style = style;
    }

    static Text of(Meter meter, Value value, JsonStyle style) throws TemplateException {
        var json = new Json(meter, style);
        json.write(value, 0);
        return json.out.build();
    }

    private void write(Value value, int level) throws TemplateException {
        meter.step(1);
        switch (value) {
            case Text text -> string(text.chars());
            case NoneValue none -> put("null");
            case Numeric number -> put(number(number));
            case Sequence items -> array(items.items(), level);
            case DictValue dict -> object(dict.entries(), level);
            default -> throw meter.fail("Object of type " + value.type() + " is not JSON serializable");
        }
    }

    private void array(List<Value> items, int level) throws TemplateException {
        put("[");
        String before = "";
        for (Value item : items) {
            put(before);
            line(level + 1);
            write(item, level + 1);
            before = style.itemSeparator();
        }
        close(items.isEmpty(), "]", level);
    }

    private void object(Map<Value, Value> entries, int level) throws TemplateException {
        put("{");
        String before = "";
        for (var entry : style.sortKeys() ? sorted(entries) : entries.entrySet()) {
            put(before);
            line(level + 1);
            string(key(entry.getKey()));
            put(style.keySeparator());
            write(entry.getValue(), level + 1);
            before = style.itemSeparator();
        }
        close(entries.isEmpty(), "}", level);
    }

    private List<Map.Entry<Value, Value>> sorted(Map<Value, Value> entries) throws TemplateException {
        return Sorting.sorted(meter, new ArrayList<>(entries.entrySet()), Map.Entry::getKey, false);
    }

    private void close(boolean empty, String bracket, int level) throws TemplateException {
        if (!empty) {
            line(level);
        }
        put(bracket);
    }

    private void line(int level) throws TemplateException {
        @Nullable String indent = style.indent();
        if (indent != null) {
            put("\n");
            out.repeat(Text.ofValue(indent), level);
        }
    }

    private String key(Value key) throws TemplateException {
        return switch (key) {
            case Text text -> text.chars();
            case NoneValue none -> "null";
            case Numeric number -> number(number);
            default -> throw meter.fail("keys must be str, int, float, bool or None, not " + key.type());
        };
    }

    private static String number(Numeric number) {
        if (number instanceof BoolValue bool) {
            return bool.truthy() ? "true" : "false";
        }
        return switch (Printed.number(number)) {
            case "nan" -> "NaN";
            case "inf" -> "Infinity";
            case "-inf" -> "-Infinity";
            case String digits -> digits;
        };
    }

    private void string(String text) throws TemplateException {
        JsonText.write(out, text, style.asciiOnly());
    }

    private void put(String text) throws TemplateException {
        out.append(text, false);
    }
}
