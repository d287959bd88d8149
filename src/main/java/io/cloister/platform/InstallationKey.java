package io.cloister.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.keygen.KeyGenerators;

/** Keys of this installation: each 32 random bytes in a file of its own that only the owner of the process can read. */
public final class InstallationKey {

    private static final int BYTES = 32;

    private InstallationKey() {}

    /**
     * Makes it at the first start.
     *
     * @param file name below {@link DataDirectory#keys()}
     * @param algorithm that the key is for
     */
    public static SecretKey in(DataDirectory data, String file, String algorithm) {
        Path path = data.keys().resolve(file);
        try {
            if (!Files.exists(path)) {
                create(path);
            }
            byte[] key = Files.readAllBytes(path);
            if (key.length != BYTES) {
                throw new IOException(path + " is damaged; put back the copy from the backup");
            }
            return new SecretKeySpec(key, algorithm);
        } catch (IOException unusable) {
            throw new UncheckedIOException("A key of this installation cannot be used", unusable);
        }
    }

    /** Another process that was quicker keeps its key. */
    private static void create(Path file) throws IOException {
        Path keys = file.resolveSibling("");
        if (!Files.isDirectory(keys)) {
            Files.createDirectories(
                    keys, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path unfinished = Files.createTempFile(
                keys,
                file.getFileName().toString(),
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(unfinished, KeyGenerators.secureRandom(BYTES).generateKey());
            Files.createLink(file, unfinished);
        } catch (FileAlreadyExistsException there) {
            // nothing to do: it is read next
        } finally {
            Files.delete(unfinished);
        }
    }
}
