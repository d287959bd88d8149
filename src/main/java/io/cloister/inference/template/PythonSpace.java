package io.cloister.inference.template;

/** Which characters Python takes for whitespace and for ends of lines. */
final class PythonSpace {

    private static final String LINE_ENDS = "\n\r\u000b\f\u001c\u001d\u001e\u0085\u2028\u2029";
    private static final int NEXT_LINE = 0x85;

    private PythonSpace() {}

    static boolean isSpace(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == NEXT_LINE;
    }

    static boolean endsLine(char unit) {
        return LINE_ENDS.indexOf(unit) >= 0;
    }
}
