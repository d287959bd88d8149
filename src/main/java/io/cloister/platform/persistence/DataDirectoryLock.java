package io.cloister.platform.persistence;

import io.cloister.platform.DataDirectory;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Held by the one process that works in a data directory. Also refuses a directory that a newer Cloister wrote, before
 * anything in it is touched.
 */
final class DataDirectoryLock implements AutoCloseable {

    /** Raised whenever an older version could no longer read what this one writes. */
    static final int FORMAT = 1;

    private final FileChannel channel;

    private DataDirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static DataDirectoryLock acquire(DataDirectory directory) {
        return tryAcquire(directory)
                .orElseThrow(() -> new Problem(
                        ProblemType.CONFLICT,
                        "The data directory %s is in use by another running Cloister; stop that one, or choose another"
                                        .formatted(directory.root())
                                + " directory with --data."));
    }

    /** Empty where another process holds the directory. */
    static Optional<DataDirectoryLock> tryAcquire(DataDirectory directory) {
        try {
            Files.createDirectories(directory.root());
            checkFormat(directory.root().resolve("format"));
            FileChannel channel = FileChannel.open(
                    directory.root().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new DataDirectoryLock(channel));
        } catch (IOException e) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "The data directory %s cannot be written (%s); choose another with --data, or give this user the"
                                    .formatted(directory.root(), e.getMessage())
                            + " right to write there.",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static void checkFormat(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.writeString(file, FORMAT + "\n");
            return;
        }
        String format = Files.readString(file).strip();
        if (!format.equals(Integer.toString(FORMAT))) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "The data directory %s was written by a newer Cloister (format %s; this version knows %d); start the"
                                    .formatted(file.getParent(), format, FORMAT)
                            + " newer version, or choose another directory with --data.");
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
