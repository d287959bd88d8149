package io.cloister.catalog;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a model folder after copying.
 *
 * @param sha256 hex digest over the lines {@code <file digest>  <name>\n} in order of names: the format of sha256sum
 * @param bytes of all files
 */
record ModelFiles(String sha256, long bytes) {

    /** Copies plain files only, one level deep; whatever links elsewhere is refused. */
    static ModelFiles copy(Path source, Path target) throws IOException {
        Files.createDirectories(target);
        StringBuilder manifest = new StringBuilder();
        long bytes = 0;
        for (Path file : plainFiles(source)) {
            MessageDigest digest = sha256Digest();
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
                    var out = new DigestOutputStream(
                            Files.newOutputStream(
                                    target.resolve(file.getFileName().toString())),
                            digest)) {
                bytes += in.transferTo(out);
            }
            manifest.append(HexFormat.of().formatHex(digest.digest()))
                    .append("  ")
                    .append(file.getFileName())
                    .append('\n');
        }
        Files.writeString(target.resolve("SHA256SUMS"), manifest);
        byte[] digest = sha256Digest().digest(manifest.toString().getBytes(StandardCharsets.UTF_8));
        return new ModelFiles(HexFormat.of().formatHex(digest), bytes);
    }

    private static List<Path> plainFiles(Path source) throws IOException {
        try (Stream<Path> entries = Files.list(source)) {
            List<Path> files = entries.filter(entry -> !Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
            for (Path file : files) {
                if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    throw new Problem(
                            ProblemType.INVALID_INPUT,
                            "The file '%s' is a link; put the file itself into the folder."
                                    .formatted(file.getFileName()));
                }
            }
            return files;
        }
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
