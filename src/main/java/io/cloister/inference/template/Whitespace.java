package io.cloister.inference.template;

/** What of the text around a tag goes. */
final class Whitespace {

    private Whitespace() {}

    /** The text before a tag that begins with the sign, 0 for none; only blocks and comments take blanks of their line. */
    static String before(String text, char sign, boolean takesBlanks, boolean startsLine) {
        int end = text.length();
        while (end > 0 && PythonSpace.isSpace(text.charAt(end - 1)) && (sign == '-' || text.charAt(end - 1) != '\n')) {
            end--;
        }
        boolean blanksOnly = end == 0 ? startsLine : text.charAt(end - 1) == '\n';
        boolean goes = sign == '-' || (sign == 0 && takesBlanks && blanksOnly);
        return goes ? text.substring(0, end) : text;
    }

    /** Moves past the end of a block or comment, and past the whitespace that goes with it; false if it is not next. */
    static boolean skipBlockEnd(Cursor cursor, String end) {
        if (cursor.skip("+" + end)) {
            return true;
        }
        if (cursor.skip("-" + end)) {
            cursor.skipSpace();
            return true;
        }
        if (!cursor.skip(end)) {
            return false;
        }
        cursor.skip("\n");
        return true;
    }

    /** Moves past {@code }}}, after which only {@code -} takes whitespace away. */
    static boolean skipPrintEnd(Cursor cursor) {
        if (cursor.skip("-}}")) {
            cursor.skipSpace();
            return true;
        }
        return cursor.skip("}}");
    }
}
