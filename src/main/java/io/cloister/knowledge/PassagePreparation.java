package io.cloister.knowledge;

import com.pgvector.PGvector;
import io.cloister.inference.TextEmbedding;
import io.cloister.knowledge.PassageTable.NewPassage;
import io.cloister.knowledge.ingestion.Block;
import io.cloister.knowledge.ingestion.Chunk;
import io.cloister.knowledge.ingestion.Chunker;
import io.cloister.knowledge.ingestion.CleanText;
import io.cloister.knowledge.ingestion.DocumentParser;
import io.cloister.knowledge.ingestion.ParsedDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.springframework.stereotype.Component;

/**
 * Makes searchable passages of a file. What is embedded is the passage below a header that says where it stands:
 * {@code title | collection, department | headings}. What is stored as its text is the passage alone.
 */
@Component
public class PassagePreparation {

    private static final int BATCH = 64;
    private static final int LONGEST_TITLE = 200;

    private final DocumentParser parser;
    private final Chunker chunker;
    private final TextEmbedding embedding;

    PassagePreparation(DocumentParser parser, Chunker chunker, TextEmbedding embedding) {
        this.parser = parser;
        this.chunker = chunker;
        this.embedding = embedding;
    }

    public ParsedDocument parse(byte[] content, String fileName) {
        return parser.parse(content, fileName);
    }

    /** @param progress told how many passages are embedded */
    public List<NewPassage> passages(ParsedDocument document, String title, String place, IntConsumer progress) {
        List<Chunk> chunks = chunker.chunk(document);
        progress.accept(0);
        List<NewPassage> passages = new ArrayList<>(chunks.size());
        for (int from = 0; from < chunks.size(); from += BATCH) {
            List<Chunk> batch = chunks.subList(from, Math.min(chunks.size(), from + BATCH));
            List<float[]> vectors = embedding.embedPassages(batch.stream()
                    .map(chunk -> header(title, place, chunk) + "\n" + chunk.text())
                    .toList());
            for (int index = 0; index < batch.size(); index++) {
                Chunk chunk = batch.get(index);
                String terms = title + "\n" + String.join("\n", chunk.section());
                passages.add(new NewPassage(chunk, terms, new PGvector(vectors.get(index))));
            }
            progress.accept(passages.size());
        }
        return passages;
    }

    /** Its own title, else its first heading, else the name of the file without its ending. */
    public static String titleOf(ParsedDocument document, String fileName) {
        String own = document.title() == null ? "" : CleanText.line(document.title());
        String title = own.isEmpty() ? firstHeading(document) : own;
        if (title.isEmpty()) {
            int ending = fileName.lastIndexOf('.');
            title = ending > 0 ? fileName.substring(0, ending) : fileName;
        }
        return title.codePointCount(0, title.length()) > LONGEST_TITLE
                ? title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE))
                : title;
    }

    private static String firstHeading(ParsedDocument document) {
        return document.blocks().stream()
                .filter(block -> block.kind() == Block.Kind.HEADING)
                .map(Block::text)
                .findFirst()
                .orElse("");
    }

    private static String header(String title, String place, Chunk chunk) {
        String above = title + " | " + place;
        return chunk.section().isEmpty() ? above : above + " | " + String.join(" > ", chunk.section());
    }
}
