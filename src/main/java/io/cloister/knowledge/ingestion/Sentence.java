package io.cloister.knowledge.ingestion;

import java.text.BreakIterator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/**
 * The smallest piece that passages are made of: a sentence of a paragraph, or a whole heading, list item or row.
 *
 * @param start offset in the document's text
 * @param beginsBlock whether it is the first of its block
 * @param section headings above it, outermost first
 */
record Sentence(Block block, int start, int end, int tokens, boolean beginsBlock, List<String> section) {

    boolean isHeading() {
        return block.kind() == Block.Kind.HEADING;
    }

    /** All sentences of a text; those with more than {@code most} tokens are cut between words. */
    static List<Sentence> of(DocumentText text, ToIntFunction<String> counter, int most) {
        List<Sentence> sentences = new ArrayList<>();
        Deque<Block> headings = new ArrayDeque<>();
        for (DocumentText.Span span : text.spans()) {
            Block block = span.block();
            if (block.kind() == Block.Kind.HEADING) {
                while (!headings.isEmpty() && headings.getLast().level() >= block.level()) {
                    headings.removeLast();
                }
                headings.addLast(block);
            }
            List<String> section = headings.stream().map(Block::text).toList();
            int start = span.start();
            for (int end : sentenceEnds(block)) {
                cut(text, start, span.start() + end, counter, most)
                        .forEach(piece -> sentences.add(new Sentence(
                                block, piece.start, piece.end, piece.tokens, piece.start == span.start(), section)));
                start = span.start() + end;
            }
        }
        return sentences;
    }

    private record Piece(int start, int end, int tokens) {}

    private static List<Integer> sentenceEnds(Block block) {
        if (block.kind() != Block.Kind.PARAGRAPH) {
            return List.of(block.text().length());
        }
        List<Integer> ends = new ArrayList<>();
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(block.text());
        for (int end = sentences.next(); end != BreakIterator.DONE; end = sentences.next()) {
            ends.add(end);
        }
        return ends;
    }

    private static List<Piece> cut(DocumentText text, int start, int end, ToIntFunction<String> counter, int most) {
        String part = text.substring(start, end);
        int from = start + part.length() - part.stripLeading().length();
        int to = start + part.stripTrailing().length();
        if (from >= to) {
            return List.of();
        }
        int tokens = counter.applyAsInt(text.substring(from, to));
        if (tokens <= most || to - from < 2) {
            return List.of(new Piece(from, to, tokens));
        }
        int middle = wordBorder(text.substring(from, to)) + from;
        List<Piece> halves = new ArrayList<>(cut(text, from, middle, counter, most));
        halves.addAll(cut(text, middle, to, counter, most));
        return halves;
    }

    /** The space nearest to the middle; the middle itself, but not within a character, where there is none. */
    private static int wordBorder(String words) {
        int middle = words.length() / 2;
        int before = words.lastIndexOf(' ', middle);
        if (before > 0) {
            return before;
        }
        int after = words.indexOf(' ', middle);
        if (after > 0) {
            return after;
        }
        return Character.isLowSurrogate(words.charAt(middle)) ? middle + 1 : middle;
    }
}
