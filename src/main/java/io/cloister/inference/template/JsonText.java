package io.cloister.inference.template;

import org.jspecify.annotations.Nullable;

/** A string in JSON. */
final class JsonText {

    private static final int FIRST_BEYOND_ASCII = 0x80;

    private JsonText() {}

    static void write(TextBuilder out, String text, boolean asciiOnly) throws TemplateException {
        out.append("\"", false);
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            String escape = escape(text.charAt(at), asciiOnly);
            if (escape != null) {
                out.append(text.substring(from, at), false).append(escape, false);
                from = at + 1;
            }
        }
        out.append(text.substring(from), false).append("\"", false);
    }

    private static @Nullable String escape(char unit, boolean asciiOnly) {
        return switch (unit) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            default -> unit < ' ' || (asciiOnly && unit >= FIRST_BEYOND_ASCII) ? "\\u%04x".formatted((int) unit) : null;
        };
    }
}
