package io.cloister.inference.grammar;

import io.cloister.inference.ToolOffer;
import java.util.List;

/** Two tools and how they may be called. */
final class OfferedTools {

    private static final List<ToolOffer.Tool> TOOLS = List.of(
            new ToolOffer.Tool("find_patient", "Finds a patient.", """
                    {"type":"object","properties":{"name":{"type":"string"},"year":{"type":"integer"}},"required":["name"]}"""), new ToolOffer.Tool("now", "The time.", "{}"));

    private OfferedTools() {}

    static ToolGrammar in(ToolCallFormat format, ToolOffer.Choice choice) {
        return new ToolGrammar(format, new ToolOffer(TOOLS, choice));
    }

    static ToolGrammar auto(ToolCallFormat format) {
        return in(format, new ToolOffer.Choice.Auto());
    }

    static ToolGrammar required(ToolCallFormat format) {
        return in(format, new ToolOffer.Choice.Required());
    }
}
