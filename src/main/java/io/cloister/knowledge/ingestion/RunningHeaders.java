package io.cloister.knowledge.ingestion;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Takes away what is printed at the head and foot of pages and is no part of the text: lines that return on at least two
 * of five pages, numbers in them apart, and lone page numbers.
 */
final class RunningHeaders {

    private static final float MARGIN = 0.15f;
    private static final int LINES_LOOKED_AT = 4;
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+");
    private static final Pattern PAGE_NUMBER =
            Pattern.compile("(?i)^\\W*(?:page|p\\.|seite|pag\\.)?\\s*\\d{1,4}(?:\\s*(?:of|/|von)\\s*\\d{1,4})?\\W*$");

    private RunningHeaders() {}

    static List<PdfLine> remove(List<PdfLine> lines) {
        Map<Integer, List<PdfLine>> margins = new TreeMap<>();
        lines.stream().collect(Collectors.groupingBy(PdfLine::page)).forEach((page, content) -> {
            margins.put(page, marginLines(content));
        });
        Map<String, Integer> pagesWith = new HashMap<>();
        margins.values()
                .forEach(content -> content.stream()
                        .map(RunningHeaders::pattern)
                        .distinct()
                        .forEach(pattern -> pagesWith.merge(pattern, 1, Integer::sum)));
        int enough = Math.max(2, (int) Math.ceil(margins.size() * 0.4));
        Set<PdfLine> dropped = new HashSet<>();
        margins.values().stream()
                .flatMap(List::stream)
                .filter(line -> pagesWith.getOrDefault(pattern(line), 0) >= enough)
                .forEach(dropped::add);
        margins.values().stream()
                .filter(Predicate.not(List::isEmpty))
                .flatMap(content -> Stream.of(content.getFirst(), content.getLast()))
                .filter(line -> PAGE_NUMBER.matcher(line.text()).matches())
                .forEach(dropped::add);
        return lines.stream().filter(Predicate.not(dropped::contains)).toList();
    }

    private static List<PdfLine> marginLines(List<PdfLine> page) {
        List<PdfLine> sorted = page.stream()
                .sorted(Comparator.comparingDouble(PdfLine::baseline))
                .toList();
        int size = sorted.size();
        return IntStream.range(0, size)
                .filter(index -> index < LINES_LOOKED_AT || index >= size - LINES_LOOKED_AT)
                .mapToObj(sorted::get)
                .filter(line -> line.baseline() < MARGIN * line.pageHeight()
                        || line.baseline() > (1 - MARGIN) * line.pageHeight())
                .toList();
    }

    private static String pattern(PdfLine line) {
        return Math.round(line.baseline())
                + " "
                + NUMBER.matcher(line.text().toLowerCase(Locale.ROOT)).replaceAll("#");
    }
}
