package io.cloister.inference.template;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a template into literal text and tags, and takes away whitespace as transformers has it: the end of the line after
 * a block, the blanks before a block that stands first on its line ({@code trim_blocks}, {@code lstrip_blocks}), and what
 * {@code -} asks for; {@code +} keeps it.
 */
final class Lexer {

    private final Cursor cursor;
    private final List<Token> tokens = new ArrayList<>();

    private Lexer(Cursor cursor) {
        this.cursor = cursor;
    }

    static List<Token> tokens(String source) throws TemplateException {
        var lexer = new Lexer(new Cursor(source));
        lexer.read();
        return lexer.tokens;
    }

    private void read() throws TemplateException {
        while (!cursor.atEnd()) {
            int line = cursor.line();
            boolean startsLine = cursor.startsLine();
            String text = cursor.moveTo(nextTag());
            if (cursor.atEnd()) {
                add(Token.Kind.DATA, text, line);
                break;
            }
            char kind = cursor.peek(1);
            cursor.move(2);
            char sign = sign();
            add(Token.Kind.DATA, Whitespace.before(text, sign, kind != '{', startsLine), line);
            switch (kind) {
                case '{' -> new TagLexer(cursor, tokens, false).read();
                case '#' -> skipComment();
                default -> block();
            }
        }
        add(Token.Kind.END, "", cursor.line());
    }

    private int nextTag() {
        int at = cursor.at();
        while (at < cursor.end() && !(cursor.charAt(at) == '{' && "{%#".indexOf(cursor.charAt(at + 1)) >= 0)) {
            at++;
        }
        return at;
    }

    private char sign() {
        char sign = cursor.peek(0);
        if (sign == '-' || sign == '+') {
            cursor.move(1);
            return sign;
        }
        return 0;
    }

    private void skipComment() throws TemplateException {
        int start = cursor.at();
        int end = cursor.find("#}");
        if (end < 0) {
            throw cursor.fail("a comment does not end");
        }
        cursor.moveTo(end > start && "+-".indexOf(cursor.charAt(end - 1)) >= 0 ? end - 1 : end);
        Whitespace.skipBlockEnd(cursor, "#}");
    }

    private void block() throws TemplateException {
        int start = cursor.at();
        int line = cursor.line();
        if (!beginsRaw()) {
            cursor.back(start, line);
            new TagLexer(cursor, tokens, true).read();
            return;
        }
        raw();
    }

    private boolean beginsRaw() {
        cursor.skipSpace();
        if (!cursor.skip("raw")) {
            return false;
        }
        cursor.skipSpace();
        if (cursor.skip("-%}")) {
            cursor.skipSpace();
            return true;
        }
        return cursor.skip("%}");
    }

    /** Text up to {@code {% endraw %}}, taken as it stands. */
    private void raw() throws TemplateException {
        int line = cursor.line();
        boolean startsLine = cursor.startsLine();
        int start = cursor.at();
        for (int tag = cursor.find("{%"); tag >= 0; tag = cursor.find("{%")) {
            cursor.moveTo(tag);
            cursor.move(2);
            char sign = sign();
            cursor.skipSpace();
            if (cursor.skip("endraw")) {
                cursor.skipSpace();
                if (Whitespace.skipBlockEnd(cursor, "%}")) {
                    add(Token.Kind.DATA, Whitespace.before(cursor.text(start, tag), sign, true, startsLine), line);
                    return;
                }
            }
        }
        throw new TemplateException(line, "a raw block does not end");
    }

    private void add(Token.Kind kind, String text, int line) {
        if (kind != Token.Kind.DATA || !text.isEmpty()) {
            tokens.add(new Token(kind, text, line));
        }
    }
}
