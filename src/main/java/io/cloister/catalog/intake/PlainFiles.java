package io.cloister.catalog.intake;

import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.store.ByteCount;
import io.cloister.catalog.store.FileName;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What may lie in a model folder: plain files, one level deep, of which the folder's is the only name. */
final class PlainFiles {

    private static final int BUFFER = 1 << 20;

    private PlainFiles() {}

    /**
     * Copies the files of a folder; leaves out its folders, and what is hidden.
     *
     * @throws Problem {@code invalid-input} where one is a link, or has another name elsewhere
     */
    static void copy(Path source, Path target, FreeSpace space, BuildProgress progress) throws IOException {
        List<Path> files = list(source);
        long total = 0;
        for (Path file : files) {
            check(file);
            total += Files.size(file);
        }
        space.require(total);
        ByteCount count = new ByteCount(progress, total);
        byte[] buffer = new byte[BUFFER];
        for (Path file : files) {
            Path copy = target.resolve(FileName.check(String.valueOf(file.getFileName())));
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
                    OutputStream out = Files.newOutputStream(copy)) {
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    out.write(buffer, 0, read);
                    count.add(read);
                }
            }
        }
    }

    private static List<Path> list(Path source) throws IOException {
        try (Stream<Path> entries = Files.list(source)) {
            return entries.filter(entry -> !Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                    .filter(entry -> !String.valueOf(entry.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static void check(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "The file '%s' is a link, or no file at all; put the file itself into the folder."
                            .formatted(file.getFileName()));
        }
        if (Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) instanceof Integer links && links > 1) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "The file '%s' has a second name elsewhere (a hard link); put a copy of its own into the folder."
                            .formatted(file.getFileName()));
        }
    }
}
