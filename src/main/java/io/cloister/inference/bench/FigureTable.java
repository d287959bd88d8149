package io.cloister.inference.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Figures for people: one line each, in columns. */
final class FigureTable {

    private FigureTable() {}

    /** @param rows all with the same names, which become the head */
    static void print(PrintWriter out, List<Map<String, Object>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        out.println(line(rows.getFirst(), true));
        rows.forEach(row -> out.println(line(row, false)));
        out.println();
    }

    private static String line(Map<String, Object> row, boolean head) {
        return row.entrySet().stream()
                .map(entry -> ("%" + width(entry.getKey()) + "s").formatted(head ? entry.getKey() : entry.getValue()))
                .collect(Collectors.joining("  "));
    }

    private static int width(String name) {
        return Math.max(name.length(), 9);
    }
}
