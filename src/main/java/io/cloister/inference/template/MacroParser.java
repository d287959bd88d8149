package io.cloister.inference.template;

import java.util.ArrayList;
import java.util.List;

/** Reads macros, and calls that come with a body. */
final class MacroParser {

    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private final StatementParser statements;

    MacroParser(TokenStream tokens, ExpressionParser expressions, StatementParser statements) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.statements = statements;
    }

    Statement.MacroSource definition(int line) throws TemplateException {
        String name = tokens.name();
        return macro(line, name, parameters(), "endmacro");
    }

    Statement.CallBlock callBlock(int line) throws TemplateException {
        List<Statement.Parameter> parameters = tokens.sees("(") ? parameters() : List.of();
        if (!(expressions.expression() instanceof Expression.Call call)) {
            throw new TemplateException(line, "a call block needs a call");
        }
        return new Statement.CallBlock(line, call, macro(line, "caller", parameters, "endcall"));
    }

    private Statement.MacroSource macro(int line, String name, List<Statement.Parameter> parameters, String end)
            throws TemplateException {
        int start = tokens.at();
        List<Statement> body = statements.macroBody(end);
        return new Statement.MacroSource(
                line,
                name,
                parameters,
                body,
                tokens.named("caller", start),
                tokens.named("varargs", start),
                tokens.named("kwargs", start));
    }

    private List<Statement.Parameter> parameters() throws TemplateException {
        tokens.expect("(");
        var parameters = new ArrayList<Statement.Parameter>();
        while (!tokens.sees(")")) {
            if (!parameters.isEmpty()) {
                tokens.expect(",");
            }
            String name = tokens.name();
            Expression otherwise = tokens.skip("=") ? expressions.expression() : null;
            if (otherwise == null
                    && !parameters.isEmpty()
                    && parameters.getLast().otherwise() != null) {
                throw tokens.fail("a parameter without a default follows one with a default");
            }
            parameters.add(new Statement.Parameter(name, otherwise));
        }
        tokens.expect(")");
        return List.copyOf(parameters);
    }
}
