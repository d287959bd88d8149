package io.cloister.catalog.archive;

import io.cloister.catalog.store.ByteCount;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** Writes the entries of one archive, however it is packed, and stops where it is not what it should be. */
final class Unpacking {

    private static final int BUFFER = 1 << 16;

    private final Path target;
    private final UnpackLimits limits;
    private final byte[] buffer = new byte[BUFFER];
    private int entries;
    private long bytes;

    Unpacking(Path target, UnpackLimits limits) {
        this.target = target;
        this.limits = limits;
    }

    /** Called before anything is done with an entry. */
    void check(String name, boolean plain) {
        if (++entries > limits.entries()) {
            throw Archive.refused(
                    "The archive has more than %,d entries, which no model needs; pack the model's own files only."
                            .formatted(limits.entries()));
        }
        if (EntryName.leadsElsewhere(name)) {
            throw Archive.refused(
                    "The archive holds the name '%s', which leads out of its folder; pack the model's own files only."
                            .formatted(name));
        }
        if (!plain) {
            throw Archive.refused(
                    "The archive's '%s' is a link or a device; pack the files themselves.".formatted(name));
        }
    }

    /** Writes one file; where it is not one of the model's, reads over it, so that it counts all the same. */
    void write(String name, InputStream content, ByteCount count, boolean countsHere) throws IOException {
        EntryName place = EntryName.of(name);
        try (OutputStream out = place == null ? OutputStream.nullOutputStream() : open(place)) {
            for (int read = read(content); read >= 0; read = read(content)) {
                bytes += read;
                if (bytes > limits.bytes()) {
                    throw Archive.refused(
                            "The archive unpacks to more than %,d bytes, far beyond its own size or what is allowed here; pack the model again, or raise cloister.catalog.max-model-size."
                                    .formatted(limits.bytes()));
                }
                out.write(buffer, 0, read);
                count.add(countsHere ? read : 0);
            }
        }
    }

    /** What fails while reading is the archive's fault; what fails while writing is not. */
    private int read(InputStream content) {
        try {
            return content.read(buffer);
        } catch (IOException e) {
            throw Archive.damaged(e);
        }
    }

    private OutputStream open(EntryName place) throws IOException {
        Path folder = place.folder() == null ? target : target.resolve(place.folder());
        Files.createDirectories(folder);
        try {
            return Files.newOutputStream(folder.resolve(place.file()), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw Archive.refused("The archive holds '%s' twice; pack each file once.".formatted(place.file()));
        }
    }

    /** Where the files of the model are. */
    Path folder() throws IOException {
        List<Path> found;
        try (Stream<Path> unpacked = Files.list(target)) {
            found = unpacked.toList();
        }
        List<Path> folders = found.stream()
                .filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                .toList();
        if (folders.size() < found.size()) {
            for (Path deeper : folders) {
                FileSystemUtils.deleteRecursively(deeper);
            }
            return target;
        }
        if (folders.size() != 1) {
            throw Archive.refused(
                    folders.isEmpty()
                            ? "The archive holds no files; pack the model's files."
                            : "The archive holds several folders; pack one model, its files in one folder.");
        }
        return folders.getFirst();
    }
}
