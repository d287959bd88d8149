package io.cloister.knowledge.lexical;

import io.cloister.access.DepartmentId;
import io.cloister.knowledge.CollectionId;
import io.cloister.knowledge.DocumentId;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.KeepOnlyLastCommitDeletionPolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes indexes of words, each change as part of the caller's transaction. Writers of one collection take turns. */
@Component
public class WordIndexes {

    /** Of a segment: merging one takes about a second, within somebody's transaction. */
    private static final double LARGEST_MEGABYTES = 64;

    /** Below it segments are merged as if they were equal, so that few small ones lie about. */
    private static final double SMALL_MEGABYTES = 1;

    private static final int SEGMENTS_PER_TIER = 6;

    private final IndexFileTable table;
    private final FileCache cache;

    WordIndexes(IndexFileTable table, FileCache cache) {
        this.table = table;
        this.cache = cache;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void add(CollectionId collection, DepartmentId department, PreparedWords words) {
        change(collection, department, writer -> writer.addIndexes(words.segment()));
    }

    /** Takes a document's words out and rewrites what held them, so that nothing of it remains in the index. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(CollectionId collection, DepartmentId department, DocumentId document) {
        change(collection, department, writer -> {
            writer.deleteDocuments(new Term(WordFields.DOCUMENT, WordFields.bytes(document.value())));
            writer.forceMergeDeletes();
        });
    }

    @FunctionalInterface
    private interface Change {
        void on(IndexWriter writer) throws IOException;
    }

    private void change(CollectionId collection, DepartmentId department, Change change) {
        table.lock(collection, department);
        try (var directory = new StoredDirectory(table.list(collection), cache, cache.folder(collection))) {
            try (var writer = new IndexWriter(directory, config())) {
                change.on(writer);
            }
            table.delete(directory.dropped());
            directory.drain((name, content) -> table.insert(collection, department, name, content));
        } catch (IOException e) {
            throw new UncheckedIOException("The index of words could not be written", e);
        }
    }

    private static IndexWriterConfig config() {
        var merging = new TieredMergePolicy();
        merging.setMaxMergedSegmentMB(LARGEST_MEGABYTES);
        merging.setFloorSegmentMB(SMALL_MEGABYTES);
        merging.setSegmentsPerTier(SEGMENTS_PER_TIER);
        merging.setForceMergeDeletesPctAllowed(0);
        merging.setNoCFSRatio(1);
        return new IndexWriterConfig(Languages.byField())
                .setMergePolicy(merging)
                .setMergeScheduler(new SerialMergeScheduler())
                .setIndexDeletionPolicy(new KeepOnlyLastCommitDeletionPolicy())
                .setUseCompoundFile(true)
                .setOpenMode(IndexWriterConfig.OpenMode.CREATE_OR_APPEND);
    }
}
