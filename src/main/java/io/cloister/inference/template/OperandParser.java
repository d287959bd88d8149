package io.cloister.inference.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what operators stand between: a sign, a literal or name, and what follows it closely. */
final class OperandParser {

    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private final ArgumentParser arguments;
    private final LiteralParser literals;

    OperandParser(TokenStream tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.arguments = new ArgumentParser(tokens, expressions);
        this.literals = new LiteralParser(tokens, expressions);
    }

    Expression operand(boolean filtered) throws TemplateException {
        int line = tokens.line();
        Expression operand;
        if (tokens.sees("-") || tokens.sees("+")) {
            tokens.enter();
            boolean negative = tokens.next().is("-");
            operand = new Expression.Signed(line, negative, operand(false));
            tokens.leave();
        } else {
            operand = literals.primary();
        }
        operand = postfix(operand);
        return filtered ? filtered(operand) : operand;
    }

    private Expression postfix(Expression operand) throws TemplateException {
        Expression value = operand;
        while (true) {
            int line = tokens.line();
            if (tokens.skip(".")) {
                value = member(line, value);
            } else if (tokens.skip("[")) {
                value = subscript(line, value);
            } else if (tokens.sees("(")) {
                value = new Expression.Call(line, value, arguments.list());
            } else {
                return value;
            }
        }
    }

    private Expression member(int line, Expression value) throws TemplateException {
        if (tokens.sees(Token.Kind.INTEGER)) {
            return new Expression.Item(line, value, literals.primary());
        }
        return new Expression.Attribute(line, value, tokens.name());
    }

    private Expression subscript(int line, Expression value) throws TemplateException {
        Expression first = tokens.sees(":") ? null : expressions.expression();
        if (tokens.skip(":")) {
            Expression to = bound();
            Expression step = tokens.skip(":") ? bound() : null;
            tokens.expect("]");
            return new Expression.Slice(line, value, first, to, step);
        }
        var keys = new ArrayList<Expression>();
        while (first != null) {
            keys.add(first);
            first = tokens.skip(",") ? expressions.expression() : null;
        }
        tokens.expect("]");
        return new Expression.Item(
                line, value, keys.size() == 1 ? keys.getFirst() : new Expression.TupleOf(line, List.copyOf(keys)));
    }

    private @Nullable Expression bound() throws TemplateException {
        return tokens.sees(":") || tokens.sees("]") ? null : expressions.expression();
    }

    private Expression filtered(Expression operand) throws TemplateException {
        Expression value = operand;
        while (true) {
            int line = tokens.line();
            if (tokens.sees("|")) {
                value = filters(value);
            } else if (tokens.skipName("is")) {
                value = test(line, value);
            } else if (tokens.sees("(")) {
                value = new Expression.Call(line, value, arguments.list());
            } else {
                return value;
            }
        }
    }

    /** The value through any number of filters, each behind a {@code |}. */
    Expression filters(Expression operand) throws TemplateException {
        Expression value = operand;
        while (tokens.skip("|")) {
            value = filter(value);
        }
        return value;
    }

    Expression filter(Expression value) throws TemplateException {
        int line = tokens.line();
        String name = dottedName();
        return new Expression.Filter(line, value, name, arguments.optionalList());
    }

    private Expression test(int line, Expression value) throws TemplateException {
        boolean negated = tokens.skipName("not");
        String name = dottedName();
        var test = new Expression.Test(line, value, name, testArguments());
        return negated ? new Expression.Not(line, test) : test;
    }

    private Expression.ArgumentList testArguments() throws TemplateException {
        boolean word = tokens.sees(Token.Kind.NAME)
                && !tokens.seesName("else")
                && !tokens.seesName("or")
                && !tokens.seesName("and");
        boolean operand = word
                || tokens.sees(Token.Kind.STRING)
                || tokens.sees(Token.Kind.INTEGER)
                || tokens.sees(Token.Kind.FLOAT)
                || tokens.sees("[")
                || tokens.sees("{");
        if (!operand) {
            return arguments.optionalList();
        }
        if (tokens.seesName("is")) {
            throw tokens.fail("tests cannot follow each other; put the first in parentheses");
        }
        return ArgumentParser.single(postfix(literals.primary()));
    }

    private String dottedName() throws TemplateException {
        var name = new StringBuilder(tokens.name());
        while (tokens.skip(".")) {
            name.append('.').append(tokens.name());
        }
        return name.toString();
    }
}
