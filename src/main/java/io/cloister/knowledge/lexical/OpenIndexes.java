package io.cloister.knowledge.lexical;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.cloister.knowledge.CollectionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Indexes that this replica has open, each in the state in which the asking transaction sees it. */
@Component
class OpenIndexes {

    private static final int ATTEMPTS = 5;
    private static final Duration UNUSED = Duration.ofMinutes(30);

    private final IndexFileTable table;
    private final FileCache files;
    private final Cache<CollectionId, Open> open = Caffeine.newBuilder()
            .expireAfterAccess(UNUSED)
            .removalListener((@Nullable CollectionId id, @Nullable Open index, RemovalCause cause) -> {
                if (index != null) {
                    release(index.reader());
                }
            })
            .build();

    OpenIndexes(IndexFileTable table, FileCache files) {
        this.table = table;
        this.files = files;
    }

    private record Open(UUID state, DirectoryReader reader) {}

    /** Readers on loan; they stay open until this is closed. */
    record Loan(List<DirectoryReader> readers) implements AutoCloseable {
        @Override
        public void close() {
            readers.forEach(OpenIndexes::release);
        }
    }

    /** In the caller's transaction; indexes that it does not see are left out. */
    Loan borrow(Set<CollectionId> collections) {
        Map<CollectionId, UUID> states = table.states(collections);
        var loan = new Loan(new ArrayList<>());
        try {
            states.forEach((collection, state) -> {
                DirectoryReader reader = borrow(collection, state);
                if (reader != null) {
                    loan.readers().add(reader);
                }
            });
            return loan;
        } catch (RuntimeException e) {
            loan.close();
            throw e;
        }
    }

    private @Nullable DirectoryReader borrow(CollectionId collection, UUID state) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Open index = open.asMap()
                    .compute(
                            collection,
                            (id, present) ->
                                    present != null && present.state().equals(state) ? present : load(id, state));
            if (index == null) {
                return null;
            }
            if (index.reader().tryIncRef()) {
                return index.reader();
            }
        }
        throw new IllegalStateException("An index of words was closed again and again while it was opened");
    }

    /** The files are listed anew where one of them was dropped between listing and reading. */
    private @Nullable Open load(CollectionId collection, UUID state) {
        for (int attempt = 1; ; attempt++) {
            try {
                List<IndexFile> listed = table.list(collection);
                var folder = files.folder(collection);
                var directory = new StoredDirectory(listed, files, folder);
                if (directory.isEmpty()) {
                    return null;
                }
                directory.fetchAll();
                files.keepOnly(folder, listed);
                return new Open(state, DirectoryReader.open(directory));
            } catch (NoSuchFileException dropped) {
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException(dropped);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("The index of words cannot be read", e);
            }
        }
    }

    private static void release(IndexReader reader) {
        try {
            reader.decRef();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
