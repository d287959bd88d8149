package io.cloister.knowledge.retrieval;

import io.cloister.access.DepartmentId;
import io.cloister.inference.TextEmbedding;
import io.cloister.knowledge.CollectionId;
import io.cloister.knowledge.DocumentId;
import io.cloister.knowledge.lexical.IndexedPassage;
import io.cloister.knowledge.lexical.PreparedWords;
import io.cloister.knowledge.lexical.WordIndexes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes documents searchable: first the long work outside of a transaction, then all of it within one. */
@Component
public class PassageIndex {

    /** Texts that are embedded at a time: enough to fill both cores with texts of one length. */
    private static final int BATCH = 256;

    private final EmbeddingSpaces spaces;
    private final TextEmbedding.Models models;
    private final VectorTable vectors;
    private final WordIndexes words;
    private final TransactionTemplate transaction;

    PassageIndex(
            EmbeddingSpaces spaces,
            TextEmbedding.Models models,
            VectorTable vectors,
            WordIndexes words,
            TransactionTemplate transaction) {
        this.spaces = spaces;
        this.models = models;
        this.vectors = vectors;
        this.words = words;
        this.transaction = transaction;
    }

    /**
     * A passage to be found.
     *
     * @param header where it stands, empty for nowhere in particular; embedded above its text
     * @param above title and headings; found by their words as well
     */
    public record Entry(UUID id, String header, String above, String text) {

        /** What the embedding models read. */
        private String read() {
            return header.isEmpty() ? text : header + "\n" + text;
        }
    }

    /** A document that only needs to be written. */
    public record Prepared(
            DocumentId document,
            List<UUID> passages,
            PreparedWords words,
            Map<EmbeddingSpace, List<float[]>> vectors) {}

    /**
     * Embeds and analyses; may take minutes and must not be called within a transaction.
     *
     * @param language by whose rules words are compared, two or three letters
     * @param progress told how many passages have been embedded
     * @throws io.cloister.platform.Problem {@code unavailable} where an embedding model is withdrawn or cannot be loaded
     */
    public Prepared prepare(DocumentId document, String language, List<Entry> entries, IntConsumer progress) {
        List<EmbeddingSpace> filled = List.copyOf(transaction.execute(status -> spaces.all()));
        Map<EmbeddingSpace, List<float[]>> embedded = new LinkedHashMap<>();
        filled.forEach(space -> embedded.put(space, new ArrayList<>(entries.size())));
        for (int from = 0; from < entries.size(); from += BATCH) {
            List<String> texts = entries.subList(from, Math.min(entries.size(), from + BATCH)).stream()
                    .map(Entry::read)
                    .toList();
            embedded.forEach(
                    (space, list) -> list.addAll(models.get(space.model()).embedPassages(texts)));
            progress.accept(from + texts.size());
        }
        PreparedWords analysed = PreparedWords.of(
                document,
                language,
                entries.stream()
                        .map(entry -> new IndexedPassage(entry.id(), entry.above(), entry.text()))
                        .toList());
        return new Prepared(document, entries.stream().map(Entry::id).toList(), analysed, embedded);
    }

    /** In the transaction that wrote the passages themselves. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(CollectionId collection, DepartmentId department, Prepared prepared) {
        prepared.vectors()
                .forEach((space, list) -> vectors.insert(space, collection, department, prepared.passages(), list));
        words.add(collection, department, prepared.words());
    }

    /** From then on nothing of it is found; call it before the passages are deleted. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(CollectionId collection, DepartmentId department, DocumentId document) {
        vectors.delete(document);
        words.remove(collection, department, document);
    }
}
