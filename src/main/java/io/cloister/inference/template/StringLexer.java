package io.cloister.inference.template;

/** Reads a quoted string with the escapes of Python; a backslash before anything else stays. */
final class StringLexer {

    private final Cursor cursor;
    private final StringBuilder text = new StringBuilder();

    private StringLexer(Cursor cursor) {
        this.cursor = cursor;
    }

    static String read(Cursor cursor) throws TemplateException {
        return new StringLexer(cursor).read();
    }

    private String read() throws TemplateException {
        int line = cursor.line();
        char quote = cursor.peek(0);
        cursor.move(1);
        while (cursor.peek(0) != quote) {
            if (cursor.atEnd() || (cursor.peek(0) == '\\' && cursor.at() + 1 == cursor.end())) {
                throw new TemplateException(line, "a string does not end");
            }
            if (cursor.peek(0) == '\\') {
                cursor.move(1);
                escape();
            } else {
                text.append(cursor.move(1));
            }
        }
        cursor.move(1);
        return text.toString();
    }

    private void escape() throws TemplateException {
        char letter = cursor.peek(0);
        switch (letter) {
            case '\n' -> cursor.move(1);
            case '\\', '\'', '"' -> text.append(cursor.move(1));
            case 'a' -> one('\u0007');
            case 'b' -> one('\b');
            case 'f' -> one('\f');
            case 'n' -> one('\n');
            case 'r' -> one('\r');
            case 't' -> one('\t');
            case 'v' -> one('\u000b');
            case 'x' -> numbered(2);
            case 'u' -> numbered(4);
            case 'U' -> numbered(8);
            case 'N' -> named();
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal();
            default -> text.append('\\');
        }
    }

    private void one(char character) {
        cursor.move(1);
        text.append(character);
    }

    private void numbered(int digits) throws TemplateException {
        cursor.move(1);
        int point = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(cursor.peek(0), 16);
            if (digit < 0 || point > Character.MAX_CODE_POINT) {
                throw cursor.fail("an escape in a string lacks digits");
            }
            point = point * 16 + digit;
            cursor.move(1);
        }
        if (!Character.isValidCodePoint(point)) {
            throw cursor.fail("an escape in a string names no character");
        }
        text.appendCodePoint(point);
    }

    private void named() throws TemplateException {
        int end = cursor.find("}");
        if (cursor.peek(1) != '{' || end < 0) {
            throw cursor.fail("an escape in a string names no character");
        }
        cursor.move(2);
        try {
            text.appendCodePoint(Character.codePointOf(cursor.moveTo(end)));
        } catch (IllegalArgumentException unknown) {
            throw cursor.fail("an escape in a string names no character");
        }
        cursor.move(1);
    }

    private void octal() {
        int point = 0;
        for (int i = 0; i < 3 && Character.digit(cursor.peek(0), 8) >= 0; i++) {
            point = point * 8 + Character.digit(cursor.peek(0), 8);
            cursor.move(1);
        }
        text.appendCodePoint(point);
    }
}
