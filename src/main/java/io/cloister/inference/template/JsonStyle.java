package io.cloister.inference.template;

import org.jspecify.annotations.Nullable;

/**
 * How JSON is laid out.
 *
 * @param indent of each level, or null for one line
 */
record JsonStyle(
        @Nullable String indent, String itemSeparator, String keySeparator, boolean sortKeys, boolean asciiOnly) {

    /** The arguments of {@code tojson(ensure_ascii, indent, separators, sort_keys)}. */
    static JsonStyle of(Call call) throws TemplateException {
        String indent = call.optional(1) == null ? null : indent(call);
        String itemSeparator = indent == null ? ", " : ",";
        String keySeparator = ": ";
        Value given = call.optional(2);
        if (given != null) {
            var separators = call.meter().elements(given);
            if (separators.size() != 2
                    || !(separators.get(0) instanceof Text item)
                    || !(separators.get(1) instanceof Text key)) {
                throw call.fail("separators must be two strings");
            }
            itemSeparator = item.chars();
            keySeparator = key.chars();
        }
        return new JsonStyle(indent, itemSeparator, keySeparator, call.flag(3), call.flag(0));
    }

    private static String indent(Call call) throws TemplateException {
        if (call.value(1) instanceof Text text) {
            return text.chars();
        }
        int width = Math.max(0, call.integer(1, 0));
        call.meter().characters(width);
        return " ".repeat(width);
    }
}
