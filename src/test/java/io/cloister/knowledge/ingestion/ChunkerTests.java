package io.cloister.knowledge.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ChunkerTests {

    private static final List<Block.Kind> KINDS = List.copyOf(EnumSet.allOf(Block.Kind.class));

    private final Chunker chunker = new Chunker(ChunkerTests::words);

    private static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    @RepeatedTest(100)
    void coversEveryWordOnceWithinItsPageAndLength(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Block> blocks = randomBlocks(random);
        DocumentText text = new DocumentText(blocks);

        List<Chunk> chunks = chunker.chunk(new ParsedDocument(FileKind.PDF, null, 9, blocks));

        int last = 0;
        int covered = 0;
        for (Chunk chunk : chunks) {
            assertThat(chunk.start()).isGreaterThanOrEqualTo(last);
            assertThat(chunk.text()).isEqualTo(text.substring(chunk.start(), chunk.end()));
            assertThat(words(chunk.text())).isLessThanOrEqualTo(300);
            assertThat(chunk.text()).isEqualTo(chunk.text().strip());
            assertThat(text.spans())
                    .filteredOn(span -> span.block().kind() != Block.Kind.HEADING)
                    .filteredOn(span -> span.start() < chunk.end() && span.end() > chunk.start())
                    .allMatch(span -> Objects.equals(span.block().page(), chunk.page()));
            covered += words(chunk.text());
            last = chunk.end();
        }
        assertThat(covered)
                .isEqualTo(
                        blocks.stream().mapToInt(block -> words(block.text())).sum());
    }

    @Test
    void endsBetweenSentences() {
        String sentence = "The quick brown fox jumps over the lazy dog near the river bank today. ";
        Block paragraph = Block.of(Block.Kind.PARAGRAPH, sentence.repeat(60).strip(), null);

        List<Chunk> chunks = chunker.chunk(new ParsedDocument(FileKind.TEXT, null, null, List.of(paragraph)));

        assertThat(chunks).hasSizeGreaterThan(2).allMatch(chunk -> chunk.text().endsWith("today."));
    }

    @Test
    void beginsWithTheHeadingAndKnowsTheHeadingsAbove() {
        List<Block> blocks = List.of(
                Block.heading(1, "4. Before discharge", 1),
                Block.of(Block.Kind.PARAGRAPH, "word ".repeat(150).strip() + ".", 1),
                Block.heading(2, "4.1 Criteria", 1),
                Block.of(Block.Kind.PARAGRAPH, "term ".repeat(150).strip() + ".", 1));

        List<Chunk> chunks = chunker.chunk(new ParsedDocument(FileKind.PDF, null, 1, blocks));

        assertThat(chunks).hasSize(2);
        assertThat(chunks.getLast().text()).startsWith("4.1 Criteria\n\nterm");
        assertThat(chunks.getLast().section()).containsExactly("4. Before discharge", "4.1 Criteria");
    }

    @Test
    void movesAHeadingAtTheFootOfAPageToItsText() {
        List<Block> blocks = List.of(
                Block.of(Block.Kind.PARAGRAPH, "Something is said here.", 1),
                Block.heading(1, "5. Follow-up", 1),
                Block.of(Block.Kind.PARAGRAPH, "Patients are seen within 7 days.", 2));

        List<Chunk> chunks = chunker.chunk(new ParsedDocument(FileKind.PDF, null, 2, blocks));

        assertThat(chunks).extracting(Chunk::page).containsExactly(1, 2);
        assertThat(chunks.getLast().text()).isEqualTo("5. Follow-up\n\nPatients are seen within 7 days.");
    }

    private static List<Block> randomBlocks(Random random) {
        List<Block> blocks = new ArrayList<>();
        int page = 1;
        for (int index = 0; index < 5 + random.nextInt(40); index++) {
            page += random.nextInt(6) == 0 ? 1 : 0;
            Block.Kind kind = KINDS.get(random.nextInt(KINDS.size()));
            String text = randomText(random, kind == Block.Kind.HEADING ? 6 : 1 + random.nextInt(400));
            blocks.add(
                    kind == Block.Kind.HEADING
                            ? Block.heading(1 + random.nextInt(3), text, page)
                            : Block.of(kind, text, page));
        }
        return blocks;
    }

    private static String randomText(Random random, int words) {
        StringBuilder text = new StringBuilder("Begin");
        for (int word = 1; word < words; word++) {
            text.append(random.nextInt(12) == 0 ? ". Then " : " ")
                    .append("wörd")
                    .append(random.nextInt(100));
        }
        return text.toString();
    }
}
