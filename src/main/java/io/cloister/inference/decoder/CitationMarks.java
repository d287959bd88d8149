package io.cloister.inference.decoder;

import io.cloister.inference.GenerationChunk;
import io.cloister.inference.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds {@code [2]} in text that arrives in pieces and puts a quotation of the whole source before the first mark of
 * each. A piece that may be the beginning of a mark waits for the next one. Numbers without a source stay plain text.
 */
final class CitationMarks {

    private static final Pattern MARK = Pattern.compile("\\[(\\d{1,3})\\]");
    private static final Pattern UNFINISHED = Pattern.compile("\\[\\d{0,3}$");

    private final Map<Integer, SourceText> sources;
    private final Set<Integer> cited = new HashSet<>();
    private String waiting = "";

    CitationMarks(List<SourceText> sources) {
        this.sources = sources.stream().collect(Collectors.toMap(SourceText::number, Function.identity()));
    }

    List<GenerationChunk> append(String piece) {
        String text = waiting + piece;
        Matcher unfinished = UNFINISHED.matcher(text);
        int certain = sources.isEmpty() || !unfinished.find() ? text.length() : unfinished.start();
        waiting = text.substring(certain);
        return chunks(text.substring(0, certain));
    }

    List<GenerationChunk> finish() {
        String rest = waiting;
        waiting = "";
        return chunks(rest);
    }

    private List<GenerationChunk> chunks(String text) {
        var chunks = new ArrayList<GenerationChunk>();
        int from = 0;
        Matcher mark = MARK.matcher(text);
        while (mark.find()) {
            SourceText source = sources.get(Integer.valueOf(mark.group(1)));
            if (source != null && cited.add(source.number())) {
                addText(chunks, text.substring(from, mark.start()));
                chunks.add(new GenerationChunk.Quotation(
                        source.number(), source.number(), 0, source.text().length()));
                from = mark.start();
            }
        }
        addText(chunks, text.substring(from));
        return chunks;
    }

    private static void addText(List<GenerationChunk> chunks, String text) {
        if (!text.isEmpty()) {
            chunks.add(new GenerationChunk.Text(text));
        }
    }
}
