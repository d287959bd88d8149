package io.cloister.knowledge;

import io.cloister.access.DepartmentId;
import io.cloister.knowledge.intake.NewDocument;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;

/**
 * Collections and their documents, as the signed-in person may see and change them. What may not be seen is answered
 * like what does not exist. Every change and every reading of a document is audited in its transaction.
 */
public interface DocumentCollections {

    /** Collections the signed-in person may read, by name. */
    List<CollectionSummary> readable();

    /** Names of all collections for those who grant them (role ADMIN); no documents, no counts. */
    List<CollectionSummary> forGranting();

    /** A manager of the owning department makes a collection; the department is granted it in the same transaction. */
    CollectionSummary create(String name, DepartmentId owner);

    /** By title; {@code not-found} where the collection may not be read. */
    List<DocumentSummary> documents(CollectionId collection);

    Optional<DocumentSummary> document(DocumentId id);

    /** The passages of a document in order, for the reader beside the chat. */
    List<Passage> passages(DocumentId id);

    /** The original as it was uploaded. */
    Original original(DocumentId id);

    /**
     * Takes in one file: PDF, office document, mail, Markdown, HTML or text. Returns when it can be found.
     *
     * @throws io.cloister.platform.Problem {@code invalid-input} with a sentence on what is wrong with this file (empty,
     *     no text, password, broken, unknown kind), {@code too-large}, {@code conflict} for the same content twice
     */
    DocumentSummary upload(CollectionId collection, String fileName, InputStream content);

    /**
     * As {@link #upload}, and returns as soon as the file is stored: it is read in the background, and what is wrong with
     * its content is told by {@link io.cloister.knowledge.intake.DocumentIntake}.
     */
    DocumentId submit(CollectionId collection, NewDocument file);

    /** Bytes of the largest file that is taken in. */
    long largestUpload();

    /** Also of one that is still on its way. */
    void delete(DocumentId id);

    record CollectionSummary(CollectionId id, String name, DepartmentId owner, String ownerName, boolean manageable) {}

    /** @param pages null for formats without pages */
    record DocumentSummary(
            DocumentId id,
            CollectionId collection,
            String title,
            String fileName,
            String mediaType,
            long bytes,
            @Nullable Integer pages,
            int passages,
            Instant uploadedAt) {}

    record Original(String fileName, String mediaType, Resource content) {}
}
