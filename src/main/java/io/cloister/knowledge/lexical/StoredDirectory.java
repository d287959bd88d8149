package io.cloister.knowledge.lexical;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.lucene.store.BaseDirectory;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.NoLockFactory;

/**
 * What Lucene takes for a folder: the files of one state of an index, fetched when they are first opened, and in memory
 * those that are written on top of it. A lock is not needed, since the database's row lock lets in one writer at a time.
 */
final class StoredDirectory extends BaseDirectory {

    private static final int ATTEMPTS = 3;
    private final Map<String, IndexFile> stored = new HashMap<>();
    private final Set<IndexFile> dropped = new HashSet<>();
    private final ByteBuffersDirectory written = new ByteBuffersDirectory();
    private final FileCache cache;
    private final Path folder;
    private final MMapDirectory mapped;

    StoredDirectory(List<IndexFile> files, FileCache cache, Path folder) throws IOException {
        super(NoLockFactory.INSTANCE);
        files.forEach(file -> stored.put(file.name(), file));
        this.cache = cache;
        this.folder = folder;
        this.mapped = new MMapDirectory(folder, NoLockFactory.INSTANCE);
    }

    boolean isEmpty() {
        return stored.isEmpty();
    }

    /** Fetches all files, while the transaction that listed them is open. */
    void fetchAll() throws IOException {
        for (IndexFile file : stored.values()) {
            cache.fetch(folder, file);
        }
    }

    Collection<IndexFile> dropped() {
        return dropped;
    }

    /** Hands over the files that were written, by name and content. */
    void drain(BiConsumer<String, byte[]> target) throws IOException {
        for (String name : written.listAll()) {
            try (IndexInput input = written.openInput(name, IOContext.READONCE)) {
                byte[] content = new byte[Math.toIntExact(input.length())];
                input.readBytes(content, 0, content.length);
                target.accept(name, content);
            }
        }
    }

    @Override
    public String[] listAll() throws IOException {
        Set<String> names = new TreeSet<>(stored.keySet());
        names.addAll(List.of(written.listAll()));
        return names.toArray(String[]::new);
    }

    @Override
    public void deleteFile(String name) throws IOException {
        IndexFile file = stored.remove(name);
        if (file == null) {
            written.deleteFile(name);
        } else {
            dropped.add(file);
        }
    }

    @Override
    public long fileLength(String name) throws IOException {
        IndexFile file = stored.get(name);
        return file == null ? written.fileLength(name) : file.length();
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        return written.createOutput(name, context);
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
        return written.createTempOutput(prefix, suffix, context);
    }

    @Override
    public void sync(Collection<String> names) {
        // The database's commit makes them durable.
    }

    @Override
    public void syncMetaData() {
        // as above
    }

    @Override
    public void rename(String source, String target) throws IOException {
        written.rename(source, target);
    }

    @Override
    public IndexInput openInput(String name, IOContext context) throws IOException {
        IndexFile file = stored.get(name);
        if (file == null) {
            try {
                return written.openInput(name, context);
            } catch (NoSuchFileException | FileNotFoundException missing) {
                throw new NoSuchFileException(name);
            }
        }
        for (int attempt = 1; ; attempt++) {
            try {
                cache.fetch(folder, file);
                return mapped.openInput(file.id().toString(), context);
            } catch (NoSuchFileException swept) {
                // Another reader may drop from the folder what its newer state does not need.
                if (attempt == ATTEMPTS) {
                    throw swept;
                }
            }
        }
    }

    @Override
    public Set<String> getPendingDeletions() {
        return Set.of();
    }

    @Override
    public void close() throws IOException {
        isOpen = false;
        mapped.close();
        written.close();
    }
}
