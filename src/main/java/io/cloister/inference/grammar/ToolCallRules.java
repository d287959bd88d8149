package io.cloister.inference.grammar;

import static io.cloister.inference.grammar.Expression.sequence;

import io.cloister.inference.ToolOffer;
import io.cloister.inference.ToolOffer.Tool;
import io.cloister.inference.grammar.Expression.Choice;
import io.cloister.inference.grammar.Expression.Repeat;
import io.cloister.platform.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Calls of the offered tools as rules of a grammar. Arguments follow a tool's schema where that can be enforced, and are
 * any object where it cannot: what tools declare is often richer than what can be followed, and a client checks it anyway.
 */
final class ToolCallRules {

    private static final int MOST_CALLS = 16;

    /** After a colon or comma. */
    private static final Pattern BLANK = Pattern.compile("(?<=[:,]) ");

    private final ToolCallFormat format;
    private final Spelling spelling;

    ToolCallRules(ToolCallFormat format, Spelling spelling) {
        this.format = format;
        this.spelling = spelling;
    }

    /** The marker. */
    Expression marker() {
        return text(format.marker());
    }

    /**
     * All that follows the marker.
     *
     * @throws Problem {@code invalid-input} where a tool's schema is no schema
     */
    Expression calls(Grammar grammar, List<Tool> tools, boolean several) {
        Expression call = grammar.add(
                "a call",
                new Choice(tools.stream().map(tool -> call(grammar, tool)).toList()));
        Expression more = several && !format.separator().isEmpty()
                ? new Repeat(sequence(text(format.separator()), call), 0, MOST_CALLS - 1)
                : Expression.EMPTY;
        return sequence(text(format.open()), call, more, text(format.close()));
    }

    private Expression call(Grammar grammar, Tool tool) {
        return sequence(
                text(format.head() + tool.name() + format.middle()), arguments(grammar, tool), text(format.tail()));
    }

    private static Expression arguments(Grammar grammar, Tool tool) {
        SchemaDocument schema = SchemaDocument.read(tool.parameters().isBlank() ? "{}" : tool.parameters());
        if (schema.root().node().isEmpty() || !enforceable(schema)) {
            return new JsonRules(grammar).object();
        }
        return new SchemaCompiler(grammar, schema, tool.name()).compile();
    }

    private static boolean enforceable(SchemaDocument schema) {
        try {
            var alone = new Grammar();
            int root = alone.reserve("root");
            alone.define(root, new SchemaCompiler(alone, schema, "").compile());
            AutomatonBuilder.build(alone);
            return true;
        } catch (Problem _) {
            return false;
        }
    }

    /** As the format writes it, or without the blanks between the parts of JSON. */
    private Expression text(String text) {
        List<Expression> parts = new ArrayList<>();
        for (String part : BLANK.split(text, -1)) {
            parts.add(parts.isEmpty() ? Expression.EMPTY : JsonRules.BLANK);
            parts.add(Expression.bytes(spelling.of(part)));
        }
        return new Expression.Sequence(parts);
    }

    /** The tools that may be called. */
    static List<Tool> callable(ToolOffer offer) {
        List<Tool> tools = offer.choice() instanceof ToolOffer.Choice.Named named
                ? offer.tools().stream()
                        .filter(tool -> tool.name().equals(named.name()))
                        .toList()
                : offer.tools();
        if (tools.isEmpty()) {
            throw GrammarProblem.invalid(
                    "A call is asked for of a tool that is not among those offered. Please offer it or let the model decide.");
        }
        return tools;
    }
}
