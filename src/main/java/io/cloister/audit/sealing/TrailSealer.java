package io.cloister.audit.sealing;

import io.cloister.audit.note.CheckpointText;
import io.cloister.audit.note.InvalidNoteException;
import io.cloister.audit.note.NoteFiles;
import io.cloister.audit.note.SigningKey;
import io.cloister.platform.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives pending events their places in the trail and signs the new root. Any number of processes may try; the database
 * lets one at a time. Before it adds anything it makes sure that the database still holds what the newest note outside
 * says: sealing on top of a shortened or exchanged trail would cover up the traces.
 */
@Component
public class TrailSealer {

    private final SealingPass pass;
    private final StoredCheckpoints checkpoints;
    private final NoteFiles files;
    private final TransactionTemplate transaction;

    TrailSealer(
            SealingPass pass,
            StoredCheckpoints checkpoints,
            DataDirectory data,
            PlatformTransactionManager transactions) {
        this.pass = pass;
        this.checkpoints = checkpoints;
        this.files = new NoteFiles(data);
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Seals everything that is committed and waiting. Waits for a pass that runs in the same process; does nothing
     * while another process seals. Call it outside transactions.
     *
     * @return number of events sealed
     * @throws SealingRefusedException where the trail, the keys and the note outside do not belong together
     */
    public synchronized int sealPending() {
        int total = 0;
        int sealed;
        do {
            sealed = sealBatch();
            total += sealed;
        } while (sealed == SealingPass.BATCH);
        return total;
    }

    private int sealBatch() {
        try {
            SealingPass.Sealed sealed = transaction.execute(status -> pass.mayLead() ? lead().orElse(null) : null);
            if (sealed == null) {
                return 0;
            }
            // After the commit: a note that ran ahead of the database would look like a truncated trail.
            files.replaceNote(sealed.note());
            return sealed.count();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private Optional<SealingPass.Sealed> lead() {
        try {
            SigningKey key = key();
            return pass.run(key, outside(key));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private SigningKey key() throws IOException {
        try {
            Optional<SigningKey> key = files.signingKey();
            if (key.isPresent()) {
                return key.get();
            }
        } catch (InvalidNoteException e) {
            throw new SealingRefusedException("the trail " + e.getMessage() + "; put the key files back", e);
        }
        if (checkpoints.newest().isPresent()) {
            throw new SealingRefusedException(
                    "the trail was signed before, but its key is gone; put the key files back");
        }
        return files.createKey();
    }

    private CheckpointText outside(SigningKey key) throws IOException {
        String note = files.newestNote()
                .orElseThrow(() -> new SealingRefusedException("the signed note outside the database is gone"));
        try {
            return key.verifier().open(note);
        } catch (InvalidNoteException e) {
            throw new SealingRefusedException("the note outside the database " + e.getMessage(), e);
        }
    }

    private static UncheckedIOException unusable(IOException e) {
        return new UncheckedIOException("the files of the audit trail cannot be read or written", e);
    }
}
