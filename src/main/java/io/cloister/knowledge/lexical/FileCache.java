package io.cloister.knowledge.lexical;

import io.cloister.knowledge.CollectionId;
import io.cloister.platform.DataDirectory;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Index files that this replica has read, so that they can be mapped into memory. A mere copy: it is emptied at each
 * start, may be deleted at any time, and is filled again.
 */
@Component
class FileCache {

    private static final FileAttribute<Set<PosixFilePermission>> OWN =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final IndexFileTable table;
    private final Path root;

    FileCache(IndexFileTable table, DataDirectory data) throws IOException {
        this.table = table;
        this.root = data.root().resolve("cache").resolve("words");
        FileSystemUtils.deleteRecursively(root);
        Files.createDirectories(root.getParent());
    }

    /** Open to the owner of the process only, also where somebody has deleted all of it meanwhile. */
    Path folder(CollectionId collection) throws IOException {
        return Files.createDirectories(root.resolve(collection.value().toString()), OWN);
    }

    /**
     * Sees to it that the file lies in the folder under its id.
     *
     * @throws NoSuchFileException where it was dropped meanwhile
     */
    void fetch(Path folder, IndexFile file) throws IOException {
        Path target = folder.resolve(file.id().toString());
        if (Files.exists(target)) {
            return;
        }
        Path unfinished = Files.createTempFile(folder, "fetch-", ".part");
        try {
            long written;
            try (var stream = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
                written = table.read(file, stream);
            }
            if (written != file.length()) {
                throw new NoSuchFileException(file.name());
            }
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Drops what an index no longer consists of. Readers that have it open keep it until they are closed. */
    void keepOnly(Path folder, Collection<IndexFile> files) throws IOException {
        Set<String> kept = files.stream().map(file -> file.id().toString()).collect(Collectors.toSet());
        List<Path> present;
        try (Stream<Path> stream = Files.list(folder)) {
            present = stream.toList();
        }
        for (Path path : present) {
            String name = path.getFileName().toString();
            if (!kept.contains(name) && !name.endsWith(".part")) {
                Files.deleteIfExists(path);
            }
        }
    }
}
