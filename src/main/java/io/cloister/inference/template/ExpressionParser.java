package io.cloister.inference.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads expressions: one method for each level of precedence, the loosest first. */
final class ExpressionParser {

    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    private final TokenStream tokens;
    private final OperandParser operands;
    private final ArithmeticParser arithmetic;

    ExpressionParser(TokenStream tokens) {
        this.tokens = tokens;
        this.operands = new OperandParser(tokens, this);
        this.arithmetic = new ArithmeticParser(tokens, operands);
    }

    OperandParser operands() {
        return operands;
    }

    /** An expression, or a tuple of several with commas between. */
    Expression tuple(boolean conditional, String... endNames) throws TemplateException {
        int line = tokens.line();
        Expression first = conditional ? expression() : unconditional();
        if (!tokens.sees(",")) {
            return first;
        }
        List<Expression> items = new ArrayList<>(List.of(first));
        while (tokens.skip(",") && !endsTuple(endNames)) {
            items.add(conditional ? expression() : unconditional());
        }
        return new Expression.TupleOf(line, List.copyOf(items));
    }

    private boolean endsTuple(String... endNames) {
        boolean named = false;
        for (String name : endNames) {
            named |= tokens.seesName(name);
        }
        return named || tokens.sees(")") || tokens.sees(Token.Kind.PRINT_END) || tokens.sees(Token.Kind.BLOCK_END);
    }

    Expression expression() throws TemplateException {
        tokens.enter();
        int line = tokens.line();
        Expression value = or();
        while (tokens.skipName("if")) {
            Expression test = or();
            Expression otherwise = tokens.skipName("else") ? expression() : null;
            value = new Expression.Conditional(line, test, value, otherwise);
        }
        tokens.leave();
        return value;
    }

    private Expression unconditional() throws TemplateException {
        tokens.enter();
        Expression value = or();
        tokens.leave();
        return value;
    }

    private Expression or() throws TemplateException {
        Expression left = and();
        while (tokens.seesName("or")) {
            int line = tokens.next().line();
            left = new Expression.Logical(line, false, left, and());
        }
        return left;
    }

    private Expression and() throws TemplateException {
        Expression left = not();
        while (tokens.seesName("and")) {
            int line = tokens.next().line();
            left = new Expression.Logical(line, true, left, not());
        }
        return left;
    }

    private Expression not() throws TemplateException {
        if (!tokens.seesName("not")) {
            return compared();
        }
        tokens.enter();
        int line = tokens.next().line();
        Expression operand = not();
        tokens.leave();
        return new Expression.Not(line, operand);
    }

    private Expression compared() throws TemplateException {
        int line = tokens.line();
        Expression first = arithmetic.sum();
        var rest = new ArrayList<Expression.Comparand>();
        while (true) {
            String operator;
            if (tokens.sees(Token.Kind.OPERATOR)
                    && COMPARISONS.contains(tokens.peek().text())) {
                operator = tokens.next().text();
            } else if (tokens.skipName("in")) {
                operator = "in";
            } else if (tokens.seesName("not") && tokens.peekAfter().isName("in")) {
                tokens.next();
                tokens.next();
                operator = "not in";
            } else {
                break;
            }
            rest.add(new Expression.Comparand(operator, arithmetic.sum()));
        }
        return rest.isEmpty() ? first : new Expression.Compared(line, first, List.copyOf(rest));
    }
}
