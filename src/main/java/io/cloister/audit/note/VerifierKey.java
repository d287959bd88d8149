package io.cloister.audit.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The public half of a log's key, under the log's origin as its name (C2SP signed-note, Ed25519). Written as
 * {@code name+hash+key}, which other verifiers of signed notes read as it is. Immutable.
 */
public final class VerifierKey {

    private static final byte ED25519 = 1;
    private static final int KEY_LENGTH = 32;
    private static final int ID_LENGTH = 4;
    /** What comes before the 32 bytes of an Ed25519 key in its X.509 form (RFC 8410). */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final String SIGNATURE_START = "\u2014 ";

    private final String origin;
    private final byte[] key;
    private final PublicKey publicKey;

    private VerifierKey(String origin, byte[] key) throws GeneralSecurityException {
        this.origin = origin;
        this.key = key;
        byte[] encoded = ByteBuffer.allocate(X509_PREFIX.length + KEY_LENGTH)
                .put(X509_PREFIX)
                .put(key)
                .array();
        this.publicKey = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    static VerifierKey of(String origin, PublicKey key) throws GeneralSecurityException {
        byte[] encoded = key.getEncoded();
        return new VerifierKey(origin, Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length));
    }

    /** @throws InvalidNoteException where the text is not a verifier key for Ed25519 */
    public static VerifierKey parse(String text) throws InvalidNoteException {
        String[] parts = text.strip().split("\\+", 3);
        try {
            if (parts.length == 3) {
                byte[] typed = Base64.getDecoder().decode(parts[2]);
                if (typed.length == 1 + KEY_LENGTH && typed[0] == ED25519) {
                    VerifierKey parsed = new VerifierKey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
                    if (parsed.toString().equals(text.strip())) {
                        return parsed;
                    }
                }
            }
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new InvalidNoteException("has no readable verifier key", e);
        }
        throw new InvalidNoteException("has no readable verifier key");
    }

    public String origin() {
        return origin;
    }

    /**
     * Reads a note that must carry a good signature by this key; signatures by others are passed over.
     *
     * @throws InvalidNoteException where it does not, or is not a checkpoint of this origin
     */
    public CheckpointText open(String note) throws InvalidNoteException {
        int end = note.indexOf("\n\n") + 1;
        if (end == 0) {
            throw new InvalidNoteException("has no signature");
        }
        String body = note.substring(0, end);
        if (note.substring(end + 1).lines().noneMatch(line -> isMySignature(line, body))) {
            throw new InvalidNoteException("is not signed by " + origin);
        }
        CheckpointText text = CheckpointText.parse(body);
        if (!text.origin().equals(origin)) {
            throw new InvalidNoteException("is of another log, " + text.origin());
        }
        return text;
    }

    /** The note of a body that was signed with the private half. */
    String note(String body, byte[] signature) {
        byte[] identified = ByteBuffer.allocate(ID_LENGTH + signature.length)
                .put(id())
                .put(signature)
                .array();
        return body + "\n" + SIGNATURE_START + origin + " "
                + Base64.getEncoder().encodeToString(identified) + "\n";
    }

    private boolean isMySignature(String line, String body) {
        String start = SIGNATURE_START + origin + " ";
        if (!line.startsWith(start)) {
            return false;
        }
        try {
            byte[] identified = Base64.getDecoder().decode(line.substring(start.length()));
            if (identified.length <= ID_LENGTH || !Arrays.equals(identified, 0, ID_LENGTH, id(), 0, ID_LENGTH)) {
                return false;
            }
            Signature verification = Signature.getInstance("Ed25519");
            verification.initVerify(publicKey);
            verification.update(body.getBytes(StandardCharsets.UTF_8));
            return verification.verify(identified, ID_LENGTH, identified.length - ID_LENGTH);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            return false;
        }
    }

    private byte[] id() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((origin + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(ED25519);
            return Arrays.copyOf(digest.digest(key), ID_LENGTH);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private String encodedKey() {
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(1 + KEY_LENGTH)
                        .put(ED25519)
                        .put(key)
                        .array());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VerifierKey that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return origin + "+" + HexFormat.of().formatHex(id()) + "+" + encodedKey();
    }
}
