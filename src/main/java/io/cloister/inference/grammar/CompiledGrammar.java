package io.cloister.inference.grammar;

/** An automaton with what running it has found out. Safe for use by many threads. */
final class CompiledGrammar {

    private static final int GRAPH_BYTES = 4 << 20;

    private final Automaton automaton;
    private volatile ConfigurationGraph graph;

    CompiledGrammar(Automaton automaton) {
        this.automaton = automaton;
        this.graph = new ConfigurationGraph(automaton);
    }

    /** One that has room. */
    ConfigurationGraph graph() {
        if (graph.isFull()) {
            graph = new ConfigurationGraph(automaton);
        }
        return graph;
    }

    /** Roughly, in memory, at most. */
    int bytes() {
        return automaton.bytes() + GRAPH_BYTES;
    }
}
