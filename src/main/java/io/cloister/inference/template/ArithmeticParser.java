package io.cloister.inference.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads sums, what is joined with {@code ~}, products and powers; in this order, from the loosest on. */
final class ArithmeticParser {

    private static final Map<String, BinaryOperator> SUMS =
            Map.of("+", BinaryOperator.ADD, "-", BinaryOperator.SUBTRACT);
    private static final Map<String, BinaryOperator> PRODUCTS = Map.of(
            "*", BinaryOperator.MULTIPLY,
            "/", BinaryOperator.DIVIDE,
            "//", BinaryOperator.FLOOR_DIVIDE,
            "%", BinaryOperator.MODULO);

    private final TokenStream tokens;
    private final OperandParser operands;

    ArithmeticParser(TokenStream tokens, OperandParser operands) {
        this.tokens = tokens;
        this.operands = operands;
    }

    Expression sum() throws TemplateException {
        Expression left = concatenated();
        for (var operator = next(SUMS); operator != null; operator = next(SUMS)) {
            int line = tokens.next().line();
            left = new Expression.Binary(line, operator, left, concatenated());
        }
        return left;
    }

    /** Which of the operators comes next, if one does. */
    private @Nullable BinaryOperator next(Map<String, BinaryOperator> operators) {
        return tokens.sees(Token.Kind.OPERATOR) ? operators.get(tokens.peek().text()) : null;
    }

    private Expression concatenated() throws TemplateException {
        int line = tokens.line();
        Expression first = product();
        if (!tokens.sees("~")) {
            return first;
        }
        List<Expression> operands = new ArrayList<>(List.of(first));
        while (tokens.skip("~")) {
            operands.add(product());
        }
        return new Expression.Concatenated(line, List.copyOf(operands));
    }

    private Expression product() throws TemplateException {
        Expression left = power();
        for (var operator = next(PRODUCTS); operator != null; operator = next(PRODUCTS)) {
            int line = tokens.next().line();
            left = new Expression.Binary(line, operator, left, power());
        }
        return left;
    }

    private Expression power() throws TemplateException {
        Expression left = operands.operand(true);
        while (tokens.sees("**")) {
            int line = tokens.next().line();
            left = new Expression.Binary(line, BinaryOperator.POWER, left, operands.operand(true));
        }
        return left;
    }
}
