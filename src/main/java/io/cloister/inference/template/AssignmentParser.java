package io.cloister.inference.template;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code set} and {@code with}. */
final class AssignmentParser {

    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private final TargetParser targets;
    private final StatementParser statements;

    AssignmentParser(
            TokenStream tokens, ExpressionParser expressions, TargetParser targets, StatementParser statements) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.targets = targets;
        this.statements = statements;
    }

    Statement set(int line) throws TemplateException {
        Target target = targets.assigned();
        if (tokens.skip("=")) {
            return new Statement.Assign(line, target, expressions.tuple(true));
        }
        Expression value = expressions.operands().filters(new Expression.Name(line, Statement.CAPTURED));
        return new Statement.AssignBlock(line, target, value, statements.body("endset"));
    }

    Statement with(int line) throws TemplateException {
        return new Statement.With(line, variables(), statements.body("endwith"));
    }

    private List<Statement.Assign> variables() throws TemplateException {
        var variables = new ArrayList<Statement.Assign>();
        while (!tokens.sees(Token.Kind.BLOCK_END)) {
            if (!variables.isEmpty()) {
                tokens.expect(",");
            }
            int line = tokens.line();
            Target target = targets.declared();
            tokens.expect("=");
            variables.add(new Statement.Assign(line, target, expressions.expression()));
        }
        return List.copyOf(variables);
    }
}
