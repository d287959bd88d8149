package io.cloister.inference.template;

/** Reads a number, without its underscores: {@code 1_000}, {@code 0x1f}, {@code 1.5e-3}. */
final class NumberLexer {

    private final Cursor cursor;
    private final StringBuilder digits = new StringBuilder();

    private NumberLexer(Cursor cursor) {
        this.cursor = cursor;
    }

    /** After a point, as in {@code items.0.name}, only an integer is read. */
    static Token read(Cursor cursor, boolean afterPoint) throws TemplateException {
        int line = cursor.line();
        var lexer = new NumberLexer(cursor);
        Token.Kind kind = lexer.read(afterPoint) ? Token.Kind.FLOAT : Token.Kind.INTEGER;
        String digits = lexer.digits.toString();
        if (kind == Token.Kind.INTEGER && digits.matches("0+[1-9].*")) {
            throw cursor.fail("an integer does not start with zero");
        }
        return new Token(kind, digits, line);
    }

    private boolean read(boolean afterPoint) {
        char base = Character.toLowerCase(cursor.peek(1));
        int radix = base == 'x' ? 16 : base == 'o' ? 8 : base == 'b' ? 2 : 10;
        if (cursor.peek(0) == '0' && radix != 10 && isDigit(2, radix)) {
            digits.append(cursor.move(2));
            digits(radix);
            return false;
        }
        digits(10);
        boolean real = false;
        if (!afterPoint && cursor.peek(0) == '.' && isDigit(1, 10)) {
            digits.append(cursor.move(1));
            digits(10);
            real = true;
        }
        boolean signed = cursor.peek(1) == '-' || cursor.peek(1) == '+';
        if (!afterPoint && Character.toLowerCase(cursor.peek(0)) == 'e' && isDigit(signed ? 2 : 1, 10)) {
            digits.append(cursor.move(signed ? 2 : 1));
            digits(10);
            real = true;
        }
        return real;
    }

    private void digits(int radix) {
        while (isDigit(0, radix) || (cursor.peek(0) == '_' && isDigit(1, radix))) {
            if (cursor.peek(0) == '_') {
                cursor.move(1);
            }
            digits.append(cursor.move(1));
        }
    }

    private boolean isDigit(int ahead, int radix) {
        return cursor.peek(ahead) < 128 && Character.digit(cursor.peek(ahead), radix) >= 0;
    }
}
