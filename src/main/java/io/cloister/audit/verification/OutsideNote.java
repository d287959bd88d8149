package io.cloister.audit.verification;

import io.cloister.audit.VerificationProblem.Code;
import io.cloister.audit.note.CheckpointText;
import io.cloister.audit.note.InvalidNoteException;
import io.cloister.audit.note.NoteFiles;
import io.cloister.audit.note.VerifierKey;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the installation keeps outside the database.
 *
 * @param key null where there is none, or none that can be read
 * @param text what the newest note states; null where there is none that the key signed
 */
record OutsideNote(@Nullable VerifierKey key, @Nullable CheckpointText text) {

    static OutsideNote read(NoteFiles files, Findings findings) throws IOException {
        Optional<String> note = files.newestNote();
        VerifierKey key = key(files, note.isPresent(), findings);
        if (key == null) {
            return new OutsideNote(null, null);
        }
        if (note.isEmpty()) {
            findings.add(
                    Code.AUDIT_TRUNCATED,
                    "The signed note outside the database is gone, so nothing tells how long the trail was.");
            return new OutsideNote(key, null);
        }
        try {
            return new OutsideNote(key, key.open(note.get()));
        } catch (InvalidNoteException e) {
            findings.add(Code.SIGNATURE_INVALID, "The note outside the database " + e.getMessage() + ".");
            return new OutsideNote(key, null);
        }
    }

    private static @Nullable VerifierKey key(NoteFiles files, boolean hasNote, Findings findings) throws IOException {
        try {
            Optional<VerifierKey> key = files.verifierKey();
            if (key.isEmpty() && hasNote) {
                findings.add(Code.KEY_MISSING, "There is a signed note, but no key to check it with.");
            }
            return key.orElse(null);
        } catch (InvalidNoteException e) {
            findings.add(Code.KEY_MISSING, "The installation " + e.getMessage() + ".");
            return null;
        }
    }
}
