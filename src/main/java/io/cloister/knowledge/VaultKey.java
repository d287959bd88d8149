package io.cloister.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.keygen.KeyGenerators;

/** The key of the originals: 32 random bytes in a file that only the owner of the process can read. */
final class VaultKey {

    private static final int BYTES = 32;
    private static final String FILE = "documents.key";

    private VaultKey() {}

    /** Makes it at the first start. */
    static SecretKey in(Path keys) {
        try {
            Path file = keys.resolve(FILE);
            if (!Files.exists(file)) {
                create(keys, file);
            }
            byte[] key = Files.readAllBytes(file);
            if (key.length != BYTES) {
                throw new IOException(file + " is damaged; put back the copy from the backup");
            }
            return new SecretKeySpec(key, "AES");
        } catch (IOException unusable) {
            throw new UncheckedIOException("The key of the documents cannot be used", unusable);
        }
    }

    /** Another process that was quicker keeps its key. */
    private static void create(Path keys, Path file) throws IOException {
        if (!Files.isDirectory(keys)) {
            Files.createDirectories(
                    keys, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path unfinished = Files.createTempFile(
                keys,
                FILE,
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
