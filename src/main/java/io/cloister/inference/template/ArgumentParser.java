package io.cloister.inference.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the arguments of a call. */
final class ArgumentParser {

    private final TokenStream tokens;
    private final ExpressionParser expressions;

    ArgumentParser(TokenStream tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    static Expression.ArgumentList single(Expression argument) {
        return new Expression.ArgumentList(List.of(argument), Map.of(), null, null);
    }

    Expression.ArgumentList optionalList() throws TemplateException {
        return tokens.sees("(") ? list() : Expression.ArgumentList.NONE;
    }

    Expression.ArgumentList list() throws TemplateException {
        tokens.expect("(");
        var positional = new ArrayList<Expression>();
        var named = new LinkedHashMap<String, Expression>();
        Expression spread = null;
        Expression spreadNamed = null;
        while (!tokens.sees(")")) {
            if (tokens.sees("**") && spreadNamed == null) {
                tokens.next();
                spreadNamed = expressions.expression();
            } else if (tokens.sees("*") && spread == null && spreadNamed == null) {
                tokens.next();
                spread = expressions.expression();
            } else if (namesArgument() && spreadNamed == null) {
                String name = tokens.name();
                tokens.expect("=");
                named.put(name, expressions.expression());
            } else if (named.isEmpty() && spread == null && spreadNamed == null) {
                positional.add(expressions.expression());
            } else {
                throw tokens.fail("an argument without a name follows one with a name");
            }
            if (!tokens.sees(")")) {
                tokens.expect(",");
            }
        }
        tokens.expect(")");
        return new Expression.ArgumentList(
                List.copyOf(positional), Collections.unmodifiableMap(named), spread, spreadNamed);
    }

    private boolean namesArgument() {
        return tokens.sees(Token.Kind.NAME) && tokens.peekAfter().is("=");
    }
}
