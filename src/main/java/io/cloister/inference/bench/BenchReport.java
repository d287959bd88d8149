package io.cloister.inference.bench;

import java.io.PrintWriter;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Figures of one measurement. */
public final class BenchReport {

    private BenchReport() {}

    /** Prints them: as one JSON document, or a line for each. */
    public static void print(PrintWriter out, boolean json, Map<String, Object> figures) {
        if (json) {
            out.println(new JsonMapper().writeValueAsString(figures));
        } else {
            figures.forEach((name, value) -> out.printf("%-16s %s%n", name, value));
        }
    }
}
