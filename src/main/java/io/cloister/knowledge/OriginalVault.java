package io.cloister.knowledge;

import io.cloister.platform.DataDirectory;
import io.cloister.platform.InstallationKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.springframework.security.crypto.keygen.BytesKeyGenerator;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps originals encrypted on disk: one file per document, a version byte, a random nonce of 12 bytes, then the content
 * under AES-256-GCM. The document's id is authenticated with it, so that files cannot be exchanged for one another.
 */
@Component
public class OriginalVault {

    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String FINISHED = ".bin";
    private static final String UNFINISHED = ".part";

    private final Path directory;
    private final SecretKey key;
    private final BytesKeyGenerator nonces = KeyGenerators.secureRandom(NONCE_BYTES);

    OriginalVault(DataDirectory data) {
        this.directory = data.documents();
        this.key = InstallationKey.in(data, "documents.key", "AES");
    }

    /** Complete on disk when it returns. */
    public void write(DocumentId id, byte[] content) {
        byte[] nonce = nonces.generateKey();
        Path target = fileOf(id);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, id, nonce).doFinal(content);
            Files.createDirectories(target.getParent());
            Path unfinished = Files.createTempFile(target.getParent(), "upload-", UNFINISHED);
            try {
                write(unfinished, nonce, sealed);
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("The original of a document could not be stored", failed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM is not available", impossible);
        }
    }

    private static void write(Path file, byte[] nonce, byte[] sealed) throws IOException {
        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE, StandardOpenOption.SYNC)) {
            ByteBuffer whole = ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length);
            whole.put(VERSION).put(nonce).put(sealed).flip();
            while (whole.hasRemaining()) {
                channel.write(whole);
            }
        }
    }

    /** @throws UncheckedIOException where the file is missing or was changed */
    public byte[] read(DocumentId id) {
        try {
            byte[] stored = Files.readAllBytes(fileOf(id));
            if (stored.length <= 1 + NONCE_BYTES || stored[0] != VERSION) {
                throw new IOException("The original of a document has an unknown form");
            }
            byte[] nonce = Arrays.copyOfRange(stored, 1, 1 + NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, id, nonce)
                    .doFinal(stored, 1 + NONCE_BYTES, stored.length - 1 - NONCE_BYTES);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (GeneralSecurityException changed) {
            throw new UncheckedIOException(new IOException("The original of a document was changed", changed));
        }
    }

    /** Within a transaction: takes the file away again where that is rolled back. */
    public void keepOnlyIfCommitted(DocumentId id) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status == STATUS_ROLLED_BACK) {
                    delete(id);
                }
            }
        });
    }

    /** Within a transaction: takes the file away where that is committed. */
    public void deleteWhenCommitted(DocumentId id) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                delete(id);
            }
        });
    }

    /** Documents whose originals were written before that time; files that were not finished by then are taken away. */
    public List<DocumentId> writtenBefore(Instant time) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(
                directory, 2, (file, facts) -> facts.isRegularFile() && isBefore(facts.lastModifiedTime(), time))) {
            List<DocumentId> found = new ArrayList<>();
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(UNFINISHED)) {
                    Files.deleteIfExists(file);
                } else if (name.endsWith(FINISHED)) {
                    found.add(new DocumentId(UUID.fromString(name.substring(0, name.length() - FINISHED.length()))));
                }
            }
            return found;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public void delete(DocumentId id) {
        try {
            Files.deleteIfExists(fileOf(id));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean isBefore(FileTime written, Instant time) {
        return written.toInstant().isBefore(time);
    }

    private Cipher cipher(int mode, DocumentId id, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(id.value().toString().getBytes(StandardCharsets.US_ASCII));
        return cipher;
    }

    /** Spread over folders by the end of the id, which is random; its beginning is a time. */
    private Path fileOf(DocumentId id) {
        String name = id.value().toString();
        return directory.resolve(name.substring(name.length() - 2)).resolve(name + FINISHED);
    }
}
