package io.cloister.catalog.intake;

import io.cloister.platform.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * The private folders in which models are made ready, on the disk on which they will stay: one for each import, each
 * upload, and each download from a hub. Those of imports end with them; the others are kept for a day, to go on with.
 */
@Component
class Staging {

    private static final String UPLOAD = "upload-";
    private static final String DOWNLOAD = "hub-";
    private static final Duration KEPT = Duration.ofDays(1);

    private final Path models;
    private final Path root;
    private final Clock clock;

    Staging(DataDirectory directory, Clock clock) {
        this.models = directory.models();
        this.root = models.resolve(".staging");
        this.clock = clock;
    }

    /** A new, empty folder for an import. */
    Path create(UUID job) throws IOException {
        return privateFolder(root.resolve(job.toString()));
    }

    /** Where a model stays that came in. */
    Path place(UUID model) {
        return models.resolve(model.toString());
    }

    Path upload(UUID id) {
        return root.resolve(UPLOAD + id);
    }

    /** Moves an upload or a download into an import's folder, where nobody else changes it; makes it where none is. */
    Path adopt(Path job, Path kept) throws IOException {
        Path adopted = job.resolve(kept.getFileName());
        return Files.isDirectory(kept, LinkOption.NOFOLLOW_LINKS)
                ? Files.move(kept, adopted, StandardCopyOption.ATOMIC_MOVE)
                : privateFolder(adopted);
    }

    /** @param key names what is downloaded, in letters and digits */
    Path download(String key) {
        return root.resolve(DOWNLOAD + key);
    }

    static Path privateFolder(Path folder) throws IOException {
        return Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /**
     * Removes the folder of an import.
     *
     * @param keep whether uploads and downloads in it go back to where they were, for another try
     */
    void end(UUID job, boolean keep) {
        end(root.resolve(job.toString()), keep);
    }

    /** Ends the imports that an earlier run left behind. Called while nothing is brought in. */
    void endAll() {
        for (Path folder : entries(root)) {
            if (!isKept(folder)) {
                end(folder, true);
            }
        }
    }

    private void end(Path folder, boolean keep) {
        for (Path kept : keep ? entries(folder) : List.<Path>of()) {
            if (isKept(kept)) {
                giveBack(kept);
            }
        }
        remove(folder);
    }

    private void giveBack(Path kept) {
        try {
            Path back = root.resolve(kept.getFileName());
            if (!Files.exists(back)) {
                Files.move(kept, back, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a folder with all that is in it, read-only or not; nothing happens where there is none. */
    static void remove(Path folder) {
        try {
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isWritable(folder)) {
                var _ = folder.toFile().setWritable(true, true);
            }
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes uploads and downloads that nobody has touched for a day. */
    void removeAbandoned() {
        Instant limit = clock.instant().minus(KEPT);
        for (Path folder : entries(root)) {
            if (isKept(folder) && lastTouched(folder).isBefore(limit)) {
                remove(folder);
            }
        }
    }

    private static List<Path> entries(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isKept(Path folder) {
        String name = String.valueOf(folder.getFileName());
        return name.startsWith(UPLOAD) || name.startsWith(DOWNLOAD);
    }

    private static Instant lastTouched(Path folder) {
        try (Stream<Path> entries = Files.walk(folder)) {
            Instant latest = Instant.MIN;
            for (Path entry : entries.toList()) {
                Instant touched = Files.getLastModifiedTime(entry, LinkOption.NOFOLLOW_LINKS)
                        .toInstant();
                latest = touched.isAfter(latest) ? touched : latest;
            }
            return latest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
