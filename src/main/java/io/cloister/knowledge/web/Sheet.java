package io.cloister.knowledge.web;

import io.cloister.knowledge.Passage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The text of one page of a document.
 *
 * @param page null for formats without pages
 */
record Sheet(@Nullable Integer page, List<String> paragraphs) {

    /** Joins passages to a continuous text: they overlap, and what was already shown is left out. */
    static List<Sheet> layOut(List<Passage> passages) {
        boolean exact =
                passages.stream().allMatch(passage -> passage.text().length() == passage.end() - passage.start());
        List<Sheet> sheets = new ArrayList<>();
        int shown = 0;
        for (Passage passage : passages.stream()
                .sorted(Comparator.comparingInt(Passage::start))
                .toList()) {
            int skip = exact
                    ? Math.clamp(
                            shown - (long) passage.start(), 0, passage.text().length())
                    : 0;
            shown = Math.max(shown, passage.end());
            String rest = passage.text().substring(skip);
            if (!rest.isBlank()) {
                sheetFor(passage.page(), sheets).paragraphs().add(rest);
            }
        }
        return sheets;
    }

    private static Sheet sheetFor(@Nullable Integer page, List<Sheet> sheets) {
        if (sheets.isEmpty() || !Objects.equals(sheets.getLast().page(), page)) {
            sheets.add(new Sheet(page, new ArrayList<>()));
        }
        return sheets.getLast();
    }
}
