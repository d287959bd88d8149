package io.cloister.inference.template;

/** A place in a template's source that moves on, counting lines. */
final class Cursor {

    private final String source;
    private int at;
    private int line = 1;

    /** Over the source with all ends of lines as one character, and without the last one. */
    Cursor(String source) {
        String lines = source.replace("\r\n", "\n").replace('\r', '\n');
        this.source = lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines;
    }

    int at() {
        return at;
    }

    int line() {
        return line;
    }

    boolean atEnd() {
        return at >= source.length();
    }

    /** The character so far ahead, or 0 past the end. */
    char peek(int ahead) {
        return charAt(at + ahead);
    }

    int point() {
        return pointAt(0);
    }

    /** The code point so many units ahead, or 0 past the end. */
    int pointAt(int ahead) {
        return at + ahead < source.length() ? source.codePointAt(at + ahead) : 0;
    }

    boolean sees(String text) {
        return source.startsWith(text, at);
    }

    boolean startsLine() {
        return at == 0 || source.charAt(at - 1) == '\n';
    }

    /** Where the text comes next, at or after the cursor, or -1. */
    int find(String text) {
        return source.indexOf(text, at);
    }

    /** Moves past the text if it is next. */
    boolean skip(String text) {
        boolean seen = sees(text);
        if (seen) {
            move(text.length());
        }
        return seen;
    }

    void skipSpace() {
        while (!atEnd() && PythonSpace.isSpace(peek(0))) {
            move(1);
        }
    }

    String move(int units) {
        return moveTo(at + units);
    }

    /** Moves there, and gives what it passes over. */
    String moveTo(int position) {
        String passed = source.substring(at, position);
        for (int end = passed.indexOf('\n'); end >= 0; end = passed.indexOf('\n', end + 1)) {
            line++;
        }
        at = position;
        return passed;
    }

    int end() {
        return source.length();
    }

    /** The character there, or 0 past the end. */
    char charAt(int position) {
        return position < source.length() ? source.charAt(position) : 0;
    }

    String text(int from, int to) {
        return source.substring(from, to);
    }

    /** Goes back to an earlier place. */
    void back(int position, int line) {
        this.at = position;
        this.line = line;
    }

    TemplateException fail(String problem) {
        return new TemplateException(line, problem);
    }
}
