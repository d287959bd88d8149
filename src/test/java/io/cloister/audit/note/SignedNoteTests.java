package io.cloister.audit.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.audit.tree.Hash;
import io.cloister.platform.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedNoteTests {

    /** The example of the signed-note format's reference implementation; it signs a saying, not a checkpoint. */
    private static final String KNOWN_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String KNOWN_NOTE = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    private static final Hash ROOT = Hash.leaf(new byte[] {1});

    @TempDir
    Path directory;

    @Test
    void acceptsTheSignatureOfAnotherImplementation() throws Exception {
        VerifierKey key = VerifierKey.parse(KNOWN_KEY);
        assertThat(key).hasToString(KNOWN_KEY);
        assertThatThrownBy(() -> key.open(KNOWN_NOTE)).hasMessage("is not a checkpoint of three lines");
        assertThatThrownBy(() -> key.open(KNOWN_NOTE.replace("answer", "Answer")))
                .hasMessage("is not signed by PeterNeumann");
    }

    @Test
    void opensWhatItsOwnKeySigned() throws Exception {
        SigningKey key = SigningKey.generate("cloister/audit/test");
        CheckpointText text = key.verifier().open(key.sign(42, ROOT));
        assertThat(text).isEqualTo(new CheckpointText("cloister/audit/test", 42, ROOT));
    }

    @Test
    void hasTheLinesThatTheFormatPrescribes() {
        String note = SigningKey.generate("cloister/audit/test").sign(42, ROOT);
        assertThat(note)
                .matches(
                        "cloister/audit/test\\n42\\n[A-Za-z0-9+/]{43}=\\n\\n\u2014 cloister/audit/test [A-Za-z0-9+/=]+\\n");
    }

    @Test
    void refusesAChangedNoteAndOneOfAnotherKey() {
        SigningKey key = SigningKey.generate("cloister/audit/test");
        SigningKey other = SigningKey.generate("cloister/audit/test");
        String note = key.sign(42, ROOT);
        for (String bad : new String[] {
            note.replace("\n42\n", "\n43\n"),
            note.replace("\n42\n", "\n042\n"),
            note.replace("\n\n", "\n"),
            note.substring(0, note.indexOf('\u2014')),
            other.sign(42, ROOT),
            "",
            "\n\n"
        }) {
            assertThatThrownBy(() -> key.verifier().open(bad)).as(bad).isInstanceOf(InvalidNoteException.class);
        }
    }

    @Test
    void refusesKeysOfAnyOtherForm() {
        for (String bad : new String[] {"", "a+b+c", KNOWN_KEY.replace("c74f20a3", "c74f20a4"), KNOWN_KEY + "A"}) {
            assertThatThrownBy(() -> VerifierKey.parse(bad)).as(bad).isInstanceOf(InvalidNoteException.class);
        }
    }

    @Test
    void keepsItsKeyAndStartsWithTheNoteOfAnEmptyTrail() throws Exception {
        NoteFiles files = new NoteFiles(new DataDirectory(directory));
        assertThat(files.signingKey()).isEmpty();
        SigningKey made = files.createKey();

        SigningKey kept = files.signingKey().orElseThrow();
        assertThat(kept.verifier()).isEqualTo(made.verifier());
        assertThat(files.verifierKey()).contains(made.verifier());
        assertThat(made.verifier().open(files.newestNote().orElseThrow()).size())
                .isZero();
        assertThat(made.verifier().open(kept.sign(7, ROOT)).size()).isEqualTo(7);
    }

    @Test
    void refusesTwoHalvesThatDoNotBelongTogether() throws Exception {
        NoteFiles files = new NoteFiles(new DataDirectory(directory));
        files.createKey();
        Files.writeString(
                directory.resolve("keys/audit-verifier-key"),
                SigningKey.generate("cloister/audit/other").verifier().toString());
        assertThatThrownBy(files::signingKey).isInstanceOf(InvalidNoteException.class);
    }
}
