package io.cloister.catalog.hub;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The files of a model at one commit.
 *
 * @param repository address of the repository, without a slash at its end
 * @param commit 40 hex digits
 */
public record HubListing(String repository, String commit, List<HubFile> files) {

    public HubListing {
        files = List.copyOf(files);
    }

    public long bytes() {
        return files.stream().mapToLong(HubFile::bytes).sum();
    }

    /** The same for the same content. */
    public String key() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((repository + "@" + commit).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
