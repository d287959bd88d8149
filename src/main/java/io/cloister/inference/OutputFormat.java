package io.cloister.inference;

/** The language that an answer is written in. A model cannot leave it, and ends only where it is complete. */
public sealed interface OutputFormat {

    /** Anything. */
    record Free() implements OutputFormat {}

    /** Any JSON object. */
    record JsonObject() implements OutputFormat {}

    /** JSON by a schema of the draft 2020-12; what of it cannot be enforced is refused. */
    record JsonSchema(String schema) implements OutputFormat {}

    /** A grammar in the notation GBNF of llama.cpp. */
    record Grammar(String gbnf) implements OutputFormat {}
}
