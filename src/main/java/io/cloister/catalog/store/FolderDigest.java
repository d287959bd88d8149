package io.cloister.catalog.store;

import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of a model folder with their digests. The file {@value #SUMS} repeats them in the format of sha256sum; its
 * own digest stands for the whole folder.
 *
 * @param files in order of names, without {@value #SUMS}
 */
public record FolderDigest(List<ModelFile> files) {

    public static final String SUMS = "SHA256SUMS";

    private static final int BUFFER = 1 << 20;

    public FolderDigest {
        files = files.stream().sorted(Comparator.comparing(ModelFile::name)).toList();
    }

    /**
     * Reads every file of a folder.
     *
     * @throws IOException also where the folder holds anything but plain files
     * @throws java.util.concurrent.CancellationException where {@code progress} says so
     */
    public static FolderDigest of(Path folder, BuildProgress progress) throws IOException {
        List<Path> paths;
        try (Stream<Path> entries = Files.list(folder)) {
            paths = entries.filter(entry -> !entry.endsWith(SUMS)).sorted().toList();
        }
        long total = 0;
        for (Path path : paths) {
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("'%s' is not a plain file".formatted(path.getFileName()));
            }
            total += Files.size(path);
        }
        ByteCount count = new ByteCount(progress, total);
        List<ModelFile> files = new ArrayList<>();
        for (Path path : paths) {
            files.add(digest(path, count));
        }
        return new FolderDigest(files);
    }

    static ModelFile digest(Path file, ByteCount count) throws IOException {
        MessageDigest digest = sha256Digest();
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                bytes += read;
                count.add(read);
            }
        }
        return new ModelFile(
                String.valueOf(file.getFileName()), bytes, HexFormat.of().formatHex(digest.digest()));
    }

    /** With one more file, or another in the place of one. */
    public FolderDigest with(Path file) throws IOException {
        ModelFile added = digest(file, new ByteCount(BuildProgress.NONE, 0));
        return new FolderDigest(Stream.concat(
                        files.stream().filter(known -> !known.name().equals(added.name())), Stream.of(added))
                .toList());
    }

    /** The content of {@value #SUMS}. */
    public String sums() {
        return files.stream()
                .map(file -> file.sha256() + "  " + file.name() + "\n")
                .collect(Collectors.joining());
    }

    /** Of {@link #sums()}, lower-case hex. */
    public String sha256() {
        return sha256(sums());
    }

    public long bytes() {
        return files.stream().mapToLong(ModelFile::bytes).sum();
    }

    static String sha256(String text) {
        return HexFormat.of().formatHex(sha256Digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
