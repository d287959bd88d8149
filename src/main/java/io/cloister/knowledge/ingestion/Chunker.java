package io.cloister.knowledge.ingestion;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a document into passages of one section each where that gives a useful length, else of neighbouring sections;
 * between sentences, rows and list items; and never across pages, except that headings go with what they stand above.
 * Only a sentence longer than a whole passage is cut.
 */
public final class Chunker {

    /** Tokens after which a passage ends at the next paragraph. */
    private static final int TARGET = 200;

    /** Tokens that a passage never exceeds. */
    private static final int MOST = 300;

    /** Tokens from which a passage ends before the next heading. */
    private static final int LEAST = 80;

    private final ToIntFunction<String> tokens;

    /** @param tokens counts the tokens of a text as the embedding model does */
    public Chunker(ToIntFunction<String> tokens) {
        this.tokens = tokens;
    }

    public List<Chunk> chunk(ParsedDocument document) {
        DocumentText text = new DocumentText(document.blocks());
        IdentityHashMap<Block, Block> tables = tables(document.blocks());
        List<Chunk> chunks = new ArrayList<>();
        List<Sentence> open = new ArrayList<>();
        for (Sentence next : Sentence.of(text, tokens, MOST)) {
            if (!open.isEmpty() && endsBefore(open, next)) {
                List<Sentence> carried = trailingHeadings(open);
                close(open, text, tables, chunks);
                open.clear();
                open.addAll(carried);
            }
            open.add(next);
        }
        close(open, text, tables, chunks);
        return List.copyOf(chunks);
    }

    private static boolean endsBefore(List<Sentence> open, Sentence next) {
        int size = open.stream().mapToInt(Sentence::tokens).sum();
        if (onlyHeadings(open)) {
            return size + next.tokens() > MOST;
        }
        return !Objects.equals(next.block().page(), pageOf(open))
                || size + next.tokens() > MOST
                || (next.isHeading() && size >= LEAST)
                || (next.beginsBlock() && !next.block().kind().isDense() && size >= TARGET);
    }

    private static boolean onlyHeadings(List<Sentence> open) {
        return open.stream().allMatch(Sentence::isHeading);
    }

    /** Takes headings off the end: they belong to what follows. */
    private static List<Sentence> trailingHeadings(List<Sentence> open) {
        if (onlyHeadings(open)) {
            return List.of();
        }
        List<Sentence> carried = new ArrayList<>();
        while (open.getLast().isHeading()) {
            carried.addFirst(open.removeLast());
        }
        return carried;
    }

    /** The first row of each table, by every further row of it. */
    private static IdentityHashMap<Block, Block> tables(List<Block> blocks) {
        IdentityHashMap<Block, Block> heads = new IdentityHashMap<>();
        Block head = null;
        for (Block block : blocks) {
            if (block.kind() != Block.Kind.TABLE_ROW) {
                head = null;
            } else if (head == null) {
                head = block;
            } else {
                heads.put(block, head);
            }
        }
        return heads;
    }

    private static void close(
            List<Sentence> open, DocumentText text, IdentityHashMap<Block, Block> tables, List<Chunk> chunks) {
        if (open.isEmpty()) {
            return;
        }
        int start = open.getFirst().start();
        int end = open.getLast().end();
        chunks.add(new Chunk(pageOf(open), start, end, text.substring(start, end), section(open, tables)));
    }

    /** Rows that stand without the first one of their table say nothing by themselves, so that goes above them. */
    private static List<String> section(List<Sentence> open, IdentityHashMap<Block, Block> tables) {
        List<String> section = new ArrayList<>(sectionOf(open));
        Block head = tables.get(open.getFirst().block());
        if (head != null) {
            section.add(head.text());
        }
        return section;
    }

    /** The one that most of it belongs to. */
    private static List<String> sectionOf(List<Sentence> open) {
        Map<List<String>, Integer> shares = new LinkedHashMap<>();
        open.forEach(sentence -> shares.merge(sentence.section(), sentence.tokens(), Integer::sum));
        return shares.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(List.of());
    }

    private static @Nullable Integer pageOf(List<Sentence> open) {
        return open.stream()
                .filter(sentence -> !sentence.isHeading())
                .findFirst()
                .orElseGet(open::getFirst)
                .block()
                .page();
    }
}
