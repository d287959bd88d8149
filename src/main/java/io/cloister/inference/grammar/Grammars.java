package io.cloister.inference.grammar;

import static io.cloister.inference.grammar.Expression.sequence;

import io.cloister.inference.OutputFormat;
import io.cloister.inference.ToolOffer;
import org.jspecify.annotations.Nullable;

/** The grammars of what can be asked for. */
final class Grammars {

    private Grammars() {}

    /** Of a format that is not free. */
    static Grammar of(OutputFormat format) {
        if (format instanceof OutputFormat.Grammar given) {
            return Gbnf.parse(given.gbnf());
        }
        var grammar = new Grammar();
        int root = grammar.reserve("root");
        grammar.define(
                root,
                format instanceof OutputFormat.JsonSchema schema
                        ? new SchemaCompiler(grammar, SchemaDocument.read(schema.schema()), "").compile()
                        : new JsonRules(grammar).object());
        return grammar;
    }

    /** One that has all that is common to grammars of JSON. */
    static Grammar usual() {
        var grammar = new Grammar();
        int root = grammar.reserve("root");
        var json = new JsonRules(grammar);
        grammar.define(root, Expression.choice(json.value(), json.integer(), json.string(0, 1)));
        return grammar;
    }

    /**
     * Calls of tools.
     *
     * @param otherwise a format that may be written instead, which is not free; null for none
     */
    static Grammar of(ToolGrammar tools, @Nullable OutputFormat otherwise, Spelling spelling) {
        var rules = new ToolCallRules(tools.format(), spelling);
        Grammar grammar = otherwise == null ? new Grammar() : of(otherwise);
        int root = otherwise == null ? grammar.reserve("root") : 0;
        Expression text = grammar.rule(root);
        grammar.define(root, Expression.choice(text, sequence(rules.marker(), calls(rules, grammar, tools))));
        return grammar;
    }

    /** What follows the marker of calls. */
    static Grammar afterMarker(ToolGrammar tools, Spelling spelling) {
        var grammar = new Grammar();
        int root = grammar.reserve("root");
        grammar.define(root, calls(new ToolCallRules(tools.format(), spelling), grammar, tools));
        return grammar;
    }

    private static Expression calls(ToolCallRules rules, Grammar grammar, ToolGrammar tools) {
        return rules.calls(
                grammar,
                ToolCallRules.callable(tools.offer()),
                !(tools.offer().choice() instanceof ToolOffer.Choice.Named));
    }
}
