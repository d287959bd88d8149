package io.cloister.knowledge.ingestion;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is usual in a PDF: the letter size of its running text, the distance of lines, and where lines end. */
final class PdfTypography {

    private static final Pattern NUMBERING = Pattern.compile("^(\\d{1,2}(?:\\.\\d{1,2})*)\\.?(?=\\s|$)");
    private static final int LONGEST_HEADING = 150;
    private static final float SLACK = 4;
    private static final float SAME_COLUMN = 40;

    private final float bodySize;
    private final boolean bodyBold;
    private final float pitch;
    private final List<Float> headingSizes;
    private final Map<Integer, List<PdfLine>> proseOfPage;

    PdfTypography(List<PdfLine> lines) {
        Map<Float, Integer> lettersOfSize = new TreeMap<>();
        int bold = 0;
        int all = 0;
        for (PdfLine line : lines) {
            int letters = line.text().length();
            lettersOfSize.merge(rounded(line.size()), letters, Integer::sum);
            all += letters;
            bold += line.bold() ? letters : 0;
        }
        this.proseOfPage =
                lines.stream().filter(line -> line.cells().size() == 1).collect(Collectors.groupingBy(PdfLine::page));
        this.bodySize = mostCommon(lettersOfSize, 10);
        this.bodyBold = bold * 2 > all;
        this.pitch = mostCommon(pitches(lines), bodySize * 1.2f);
        this.headingSizes = lettersOfSize.keySet().stream()
                .filter(size -> size > bodySize * 1.1f)
                .sorted((a, b) -> Float.compare(b, a))
                .toList();
    }

    static boolean isNumbering(String word) {
        return NUMBERING.matcher(word).matches();
    }

    /** Larger than the running text, or bold where that is not. */
    boolean isHeading(PdfLine line) {
        String text = line.text();
        boolean larger = line.size() > bodySize * 1.1f;
        boolean bolder = line.bold() && !bodyBold && line.size() > bodySize * 0.95f && !CleanText.endsSentence(text);
        return (larger || bolder)
                && text.length() <= LONGEST_HEADING
                && text.codePoints().anyMatch(Character::isLetter)
                && !"•‣▪◦-–".contains(text.substring(0, 1));
    }

    /** By its number where it has one, else by its size; 1 for the outermost. */
    int level(PdfLine heading) {
        Matcher number = NUMBERING.matcher(heading.text());
        if (number.find()) {
            return number.group(1).split("\\.").length;
        }
        int rank = headingSizes.indexOf(rounded(heading.size()));
        return rank < 0 ? headingSizes.size() + 1 : rank + 1;
    }

    /** Whether a line stands as close below another as lines of one paragraph do. */
    boolean isNextLine(PdfLine above, PdfLine below) {
        float gap = below.baseline() - above.baseline();
        float usual =
                above.size() > bodySize * 1.1f ? above.size() * 1.5f : Math.max(pitch * 1.25f, above.size() * 1.3f);
        return gap > above.size() * 0.5f && gap <= usual;
    }

    /** Whether a line ends where it does because the next word had no more room. */
    boolean isFull(PdfLine line, float nextWord) {
        double end = proseOfPage.getOrDefault(line.page(), List.of()).stream()
                .filter(other -> Math.abs(other.left() - line.left()) <= SAME_COLUMN)
                .mapToDouble(PdfLine::right)
                .max()
                .orElse(line.right());
        return line.right() + nextWord + SLACK > end - SLACK;
    }

    private static Map<Float, Integer> pitches(List<PdfLine> lines) {
        Map<Float, Integer> found = new TreeMap<>();
        for (int index = 1; index < lines.size(); index++) {
            PdfLine above = lines.get(index - 1);
            PdfLine below = lines.get(index);
            float gap = below.baseline() - above.baseline();
            boolean running = above.page() == below.page()
                    && Math.abs(above.size() - below.size()) < 0.6f
                    && gap > above.size() * 0.8f
                    && gap < above.size() * 2.5f;
            if (running) {
                found.merge(rounded(gap), above.text().length(), Integer::sum);
            }
        }
        return found;
    }

    private static float mostCommon(Map<Float, Integer> weights, float otherwise) {
        return weights.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(otherwise);
    }

    private static float rounded(float points) {
        return Math.round(points * 2) / 2f;
    }
}
