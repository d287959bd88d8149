package io.cloister.inference.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads literals, names, and what stands in brackets. */
final class LiteralParser {

    private static final int MOST_DIGITS = 1_000;

    private final TokenStream tokens;
    private final ExpressionParser expressions;

    LiteralParser(TokenStream tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    Expression primary() throws TemplateException {
        int line = tokens.line();
        return switch (tokens.peek().kind()) {
            case NAME -> name(line, tokens.name());
            case STRING -> new Expression.Literal(line, Text.ofTemplate(strings()));
            case INTEGER -> new Expression.Literal(line, new IntValue(integer(digits()), true));
            case FLOAT -> new Expression.Literal(line, new FloatValue(Double.parseDouble(digits()), true));
            default -> bracketed(line);
        };
    }

    private static Expression name(int line, String name) {
        return switch (name) {
            case "true", "True" -> new Expression.Literal(line, BoolValue.TRUE);
            case "false", "False" -> new Expression.Literal(line, BoolValue.FALSE);
            case "none", "None" -> new Expression.Literal(line, NoneValue.NONE);
            default -> new Expression.Name(line, name);
        };
    }

    private String strings() {
        var text = new StringBuilder();
        while (tokens.sees(Token.Kind.STRING)) {
            text.append(tokens.next().text());
        }
        return text.toString();
    }

    private String digits() throws TemplateException {
        if (tokens.peek().text().length() > MOST_DIGITS) {
            throw tokens.fail("a number has more than " + MOST_DIGITS + " digits");
        }
        return tokens.next().text();
    }

    private static BigInteger integer(String digits) {
        String lower = digits.length() > 2 ? digits.substring(0, 2).toLowerCase(Locale.ROOT) : "";
        return switch (lower) {
            case "0x" -> new BigInteger(digits.substring(2), 16);
            case "0o" -> new BigInteger(digits.substring(2), 8);
            case "0b" -> new BigInteger(digits.substring(2), 2);
            default -> new BigInteger(digits);
        };
    }

    private Expression bracketed(int line) throws TemplateException {
        if (tokens.skip("(")) {
            return parenthesized(line);
        }
        if (tokens.skip("[")) {
            return new Expression.ListOf(line, items("]"));
        }
        if (tokens.skip("{")) {
            return new Expression.DictOf(line, entries());
        }
        throw tokens.unexpected("an expression");
    }

    private Expression parenthesized(int line) throws TemplateException {
        if (tokens.skip(")")) {
            return new Expression.TupleOf(line, List.of());
        }
        Expression inside = expressions.tuple(true);
        tokens.expect(")");
        return inside;
    }

    private List<Expression> items(String end) throws TemplateException {
        var items = new ArrayList<Expression>();
        while (!tokens.skip(end)) {
            items.add(expressions.expression());
            if (!tokens.sees(end)) {
                tokens.expect(",");
            }
        }
        return List.copyOf(items);
    }

    private List<Expression.Entry> entries() throws TemplateException {
        var entries = new ArrayList<Expression.Entry>();
        while (!tokens.skip("}")) {
            Expression key = expressions.expression();
            tokens.expect(":");
            entries.add(new Expression.Entry(key, expressions.expression()));
            if (!tokens.sees("}")) {
                tokens.expect(",");
            }
        }
        return List.copyOf(entries);
    }
}
