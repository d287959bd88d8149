package io.cloister.inference.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what is assigned to. */
final class TargetParser {

    private static final Set<String> CONSTANTS = Set.of("true", "True", "false", "False", "none", "None");

    private final TokenStream tokens;

    TargetParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    /** What is set: variables and attributes of namespaces. */
    Target assigned() throws TemplateException {
        return several(true);
    }

    /** What a loop or scope brings in: variables only. */
    Target declared() throws TemplateException {
        return several(false);
    }

    private Target several(boolean attributes) throws TemplateException {
        int line = tokens.line();
        Target first = single(attributes);
        if (!tokens.sees(",")) {
            return first;
        }
        List<Target> targets = new ArrayList<>(List.of(first));
        while (tokens.skip(",") && beginsTarget()) {
            targets.add(single(attributes));
        }
        return new Target.Several(line, List.copyOf(targets));
    }

    private boolean beginsTarget() {
        return tokens.sees("(") || (tokens.sees(Token.Kind.NAME) && !tokens.seesName("in"));
    }

    private Target single(boolean attributes) throws TemplateException {
        int line = tokens.line();
        if (tokens.skip("(")) {
            tokens.enter();
            Target inside = several(attributes);
            tokens.leave();
            tokens.expect(")");
            return inside;
        }
        String name = tokens.name();
        if (CONSTANTS.contains(name)) {
            throw tokens.fail("cannot assign to '" + name + "'");
        }
        return attributes && tokens.skip(".")
                ? new Target.NamespaceAttribute(line, name, tokens.name())
                : new Target.Variable(name);
    }
}
