package io.cloister.inference.template;

import org.jspecify.annotations.Nullable;

/** A string as Python's {@code repr} writes it. */
final class QuotedText {

    private QuotedText() {}

    static void write(TextBuilder out, String text) throws TemplateException {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        out.append(String.valueOf(quote), false);
        int from = 0;
        int next;
        for (int at = 0; at < text.length(); at = next) {
            int point = text.codePointAt(at);
            next = at + Character.charCount(point);
            String escape = point == quote ? "\\" + quote : escape(point);
            if (escape != null) {
                out.append(text.substring(from, at), false).append(escape, false);
                from = next;
            }
        }
        out.append(text.substring(from), false).append(String.valueOf(quote), false);
    }

    private static @Nullable String escape(int point) {
        return switch (point) {
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> {
                String format = point < 0x100 ? "\\x%02x" : point < 0x10000 ? "\\u%04x" : "\\U%08x";
                yield isPrintable(point) ? null : format.formatted(point);
            }
        };
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> true;
        };
    }
}
