package io.cloister.inference.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Cuts the inside of one tag into tokens. */
final class TagLexer {

    private static final List<String> OPERATORS = List.of(
            "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<",
            "=", ".", ":", "|", ",", ";");

    private final Cursor cursor;
    private final List<Token> tokens;
    private final boolean block;
    private final Deque<String> open = new ArrayDeque<>();

    TagLexer(Cursor cursor, List<Token> tokens, boolean block) {
        this.cursor = cursor;
        this.tokens = tokens;
        this.block = block;
    }

    /** Reads up to the end of the tag, which the cursor is inside of. */
    void read() throws TemplateException {
        int line = cursor.line();
        add(block ? Token.Kind.BLOCK_BEGIN : Token.Kind.PRINT_BEGIN, "", line);
        while (!ends()) {
            if (cursor.atEnd()) {
                throw new TemplateException(line, "a tag does not end");
            }
            int before = cursor.at();
            cursor.skipSpace();
            if (cursor.at() == before) {
                token();
            }
        }
    }

    private boolean ends() {
        int line = cursor.line();
        boolean ends =
                open.isEmpty() && (block ? Whitespace.skipBlockEnd(cursor, "%}") : Whitespace.skipPrintEnd(cursor));
        if (ends) {
            add(block ? Token.Kind.BLOCK_END : Token.Kind.PRINT_END, "", line);
        }
        return ends;
    }

    private void token() throws TemplateException {
        char unit = cursor.peek(0);
        int line = cursor.line();
        if (unit >= '0' && unit <= '9') {
            boolean afterPoint = !tokens.isEmpty() && tokens.getLast().is(".");
            tokens.add(NumberLexer.read(cursor, afterPoint));
        } else if (Names.isNamePart(cursor.point())) {
            add(Token.Kind.NAME, name(), line);
        } else if (unit == '"' || unit == '\'') {
            add(Token.Kind.STRING, StringLexer.read(cursor), line);
        } else {
            operator();
        }
    }

    private String name() throws TemplateException {
        int units = 0;
        while (cursor.at() + units < cursor.end() && Names.isNamePart(cursor.pointAt(units))) {
            units += Character.charCount(cursor.pointAt(units));
        }
        String name = cursor.move(units);
        if (!Names.isIdentifier(name)) {
            throw cursor.fail("'" + name + "' is not a name");
        }
        return name;
    }

    private void operator() throws TemplateException {
        int line = cursor.line();
        for (String operator : OPERATORS) {
            if (cursor.skip(operator)) {
                balance(operator);
                add(Token.Kind.OPERATOR, operator, line);
                return;
            }
        }
        throw cursor.fail("unexpected character '" + Character.toString(cursor.point()) + "'");
    }

    private void balance(String operator) throws TemplateException {
        switch (operator) {
            case "(" -> open.push(")");
            case "[" -> open.push("]");
            case "{" -> open.push("}");
            case ")", "]", "}" -> {
                if (open.isEmpty() || !open.pop().equals(operator)) {
                    throw cursor.fail("unexpected '" + operator + "'");
                }
            }
            default -> {
                // the others come alone
            }
        }
    }

    private void add(Token.Kind kind, String text, int line) {
        tokens.add(new Token(kind, text, line));
    }
}
