package io.cloister.inference.template;

import java.util.List;

/** Tokens, one after the other, and a limit on how deep what is made of them nests. */
final class TokenStream {

    private final List<Token> tokens;
    private final int deepest;
    private int at;
    private int depth;

    TokenStream(List<Token> tokens, int deepest) {
        this.tokens = tokens;
        this.deepest = deepest;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peekAfter() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    int at() {
        return at;
    }

    /** Whether the name comes between that place and here. */
    boolean named(String name, int start) {
        return tokens.subList(start, at).stream().anyMatch(token -> token.isName(name));
    }

    int line() {
        return peek().line();
    }

    boolean sees(Token.Kind kind) {
        return peek().kind() == kind;
    }

    boolean sees(String operator) {
        return peek().is(operator);
    }

    boolean seesName(String name) {
        return peek().isName(name);
    }

    Token next() {
        Token token = peek();
        if (token.kind() != Token.Kind.END) {
            at++;
        }
        return token;
    }

    boolean skip(String operator) {
        boolean seen = sees(operator);
        if (seen) {
            next();
        }
        return seen;
    }

    boolean skipName(String name) {
        boolean seen = seesName(name);
        if (seen) {
            next();
        }
        return seen;
    }

    void expect(String operator) throws TemplateException {
        if (!skip(operator)) {
            throw unexpected("'" + operator + "'");
        }
    }

    void expectName(String name) throws TemplateException {
        if (!skipName(name)) {
            throw unexpected("'" + name + "'");
        }
    }

    Token expect(Token.Kind kind) throws TemplateException {
        if (!sees(kind)) {
            throw unexpected(kind.shown());
        }
        return next();
    }

    String name() throws TemplateException {
        return expect(Token.Kind.NAME).text();
    }

    void enter() throws TemplateException {
        if (++depth > deepest) {
            throw fail("nested deeper than " + deepest + " levels");
        }
    }

    void leave() {
        depth--;
    }

    TemplateException unexpected(String wanted) {
        return fail("expected " + wanted + ", got " + peek().shown());
    }

    TemplateException fail(String problem) {
        return new TemplateException(line(), problem);
    }
}
