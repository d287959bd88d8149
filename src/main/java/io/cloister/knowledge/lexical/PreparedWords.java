package io.cloister.knowledge.lexical;

import io.cloister.knowledge.DocumentId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.NoLockFactory;

/** The words of one document, analysed and ready to be copied into an index. */
public final class PreparedWords {

    private final Directory segment;

    private PreparedWords(Directory segment) {
        this.segment = segment;
    }

    /** Analyses a document, which may take long; touches no database. */
    public static PreparedWords of(DocumentId document, String language, List<IndexedPassage> passages) {
        var directory = new ByteBuffersDirectory(NoLockFactory.INSTANCE);
        try (var writer = new IndexWriter(directory, new IndexWriterConfig(Languages.byField()))) {
            for (IndexedPassage passage : passages) {
                writer.addDocument(WordFields.document(document, language, passage));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new PreparedWords(directory);
    }

    Directory segment() {
        return segment;
    }
}
