package io.cloister.audit.note;

import io.cloister.audit.tree.GrowingTree;
import io.cloister.platform.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the trail keeps outside the database, so that whoever owns the database cannot shorten the trail unseen: the key
 * pair and the newest signed note.
 */
public final class NoteFiles {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER = PosixFilePermissions.fromString("rwx------");

    private final Path signingKey;
    private final Path verifierKey;
    private final Path note;

    public NoteFiles(DataDirectory data) {
        this.signingKey = data.keys().resolve("audit-signing-key.pem");
        this.verifierKey = data.keys().resolve("audit-verifier-key");
        this.note = data.root().resolve("audit").resolve("checkpoint");
    }

    /** The newest note; empty where there is none. */
    public Optional<String> newestNote() throws IOException {
        return read(note);
    }

    public void replaceNote(String text) throws IOException {
        write(note, text);
    }

    /**
     * Empty where this installation has not made its key yet.
     *
     * @throws InvalidNoteException where the file is not a verifier key
     */
    public Optional<VerifierKey> verifierKey() throws IOException, InvalidNoteException {
        Optional<String> text = read(verifierKey);
        return text.isPresent() ? Optional.of(VerifierKey.parse(text.get())) : Optional.empty();
    }

    /**
     * Empty where this installation has not made its key yet.
     *
     * @throws InvalidNoteException where the verifier key is missing, or the two do not belong together
     */
    public Optional<SigningKey> signingKey() throws IOException, InvalidNoteException {
        Optional<String> pem = read(signingKey);
        if (pem.isEmpty()) {
            return Optional.empty();
        }
        VerifierKey verifier = verifierKey()
                .orElseThrow(() -> new InvalidNoteException("lacks " + verifierKey + ", the other half of its key"));
        return Optional.of(SigningKey.parse(pem.get(), verifier));
    }

    /**
     * Makes the key pair, and before it the note of the empty trail, so that wherever there is a key, a missing note
     * means that somebody took it away. The log's origin gets a random part: no two installations share it.
     */
    public SigningKey createKey() throws IOException {
        SigningKey key = SigningKey.generate("cloister/audit/" + UUID.randomUUID());
        replaceNote(key.sign(0, new GrowingTree().root()));
        write(verifierKey, key.verifier() + "\n");
        // Last, since it alone tells whether the pair was made.
        write(signingKey, key.pem());
        return key;
    }

    private static Optional<String> read(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    /** All or nothing, also when the machine stops: written aside, forced to the disk, then renamed. */
    private static void write(Path file, String text) throws IOException {
        Path folder = parent(file);
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY_FOLDER));
        Path aside = folder.resolve(file.getFileName() + "." + UUID.randomUUID());
        try {
            Files.createFile(aside, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.writeString(aside, text, StandardOpenOption.SYNC);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static Path parent(Path file) {
        @Nullable Path parent = file.getParent();
        return parent == null ? Path.of(".") : parent;
    }
}
