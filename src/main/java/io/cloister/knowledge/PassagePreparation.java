package io.cloister.knowledge;

import com.fasterxml.uuid.Generators;
import io.cloister.knowledge.PassageTable.NewPassage;
import io.cloister.knowledge.ingestion.Block;
import io.cloister.knowledge.ingestion.Chunk;
import io.cloister.knowledge.ingestion.Chunker;
import io.cloister.knowledge.ingestion.CleanText;
import io.cloister.knowledge.ingestion.ParsedDocument;
import io.cloister.knowledge.isolation.IsolatedReader;
import io.cloister.knowledge.retrieval.PassageIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Makes searchable passages of a file. What is embedded is the passage below a header that says where it stands:
 * {@code title | headings}. What is stored as its text is the passage alone.
 */
@Component
public class PassagePreparation {

    private static final int LONGEST_TITLE = 200;
    private static final Pattern WORD = Pattern.compile("\\p{L}{3,}");

    private final IsolatedReader reader;
    private final Chunker chunker;
    private final PassageIndex index;

    PassagePreparation(IsolatedReader reader, Chunker chunker, PassageIndex index) {
        this.reader = reader;
        this.chunker = chunker;
        this.index = index;
    }

    /** Told how many passages of a document are embedded. */
    public interface Progress {
        void embedded(int done, int all);
    }

    /** Passages as rows, and what makes them searchable. */
    public record PreparedDocument(List<NewPassage> passages, PassageIndex.Prepared searchable) {}

    public ParsedDocument parse(byte[] content, String fileName) {
        return reader.parse(content, fileName);
    }

    public PreparedDocument passages(
            DocumentId id, ParsedDocument document, String title, String language, Progress progress) {
        List<NewPassage> passages = new ArrayList<>();
        List<PassageIndex.Entry> entries = new ArrayList<>();
        for (Chunk chunk : chunker.chunk(document)) {
            var passage = new NewPassage(Generators.timeBasedEpochGenerator().generate(), chunk);
            passages.add(passage);
            entries.add(new PassageIndex.Entry(
                    passage.id(),
                    header(title, chunk),
                    title + "\n" + String.join("\n", chunk.section()),
                    chunk.text()));
        }
        int all = entries.size();
        progress.embedded(0, all);
        return new PreparedDocument(
                passages, index.prepare(id, language, entries, done -> progress.embedded(done, all)));
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

    /** Whether a title says anything: a mere file name like {@code scan-0042} does not. */
    private static boolean speaks(String title) {
        return WORD.matcher(title).results().limit(2).count() > 1;
    }

    private static String firstHeading(ParsedDocument document) {
        return document.blocks().stream()
                .filter(block -> block.kind() == Block.Kind.HEADING)
                .map(Block::text)
                .findFirst()
                .orElse("");
    }

    private static String header(String title, Chunk chunk) {
        return Stream.concat(Stream.of(title).filter(PassagePreparation::speaks), sections(chunk))
                .collect(Collectors.joining(" | "));
    }

    private static Stream<String> sections(Chunk chunk) {
        return chunk.section().isEmpty() ? Stream.of() : Stream.of(String.join(" > ", chunk.section()));
    }
}
