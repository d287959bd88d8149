package io.cloister.catalog.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a hub announces about the content of a file, lower-case hex. */
sealed interface HubDigest {

    String hex();

    /** Of large files. */
    record Sha256(String hex) implements HubDigest {}

    /** Of small ones: SHA-1 over {@code blob <length>}, a zero byte and the content, as git names blobs. */
    record GitBlob(String hex) implements HubDigest {}

    /** Whether a file has this content; an interrupt of the thread ends it with an exception. */
    default boolean fits(Path file) throws IOException {
        MessageDigest digest = switch (this) {
            case Sha256 _ -> digest("SHA-256");
            case GitBlob _ -> {
                MessageDigest sha1 = digest("SHA-1");
                sha1.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
                yield sha1;
            }
        };
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 20];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest()).equals(hex());
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1 and SHA-256", e);
        }
    }
}
