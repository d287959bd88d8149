package io.cloister.inference;

import java.util.List;

/** The tools that a model may call. */
public record ToolOffer(List<Tool> tools, Choice choice) {

    public static final ToolOffer NONE = new ToolOffer(List.of(), new Choice.None());

    public ToolOffer {
        tools = List.copyOf(tools);
    }

    /**
     * A tool.
     *
     * @param name letters, digits, {@code _} and {@code -}
     * @param parameters a JSON schema of an object
     */
    public record Tool(String name, String description, String parameters) {}

    /** Whether the model calls one. */
    public sealed interface Choice {

        /** It decides by itself. */
        record Auto() implements Choice {}

        /** It writes text. */
        record None() implements Choice {}

        /** It calls at least one of them. */
        record Required() implements Choice {}

        /** It calls this one. */
        record Named(String name) implements Choice {}
    }
}
