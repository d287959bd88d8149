package io.cloister.audit.note;

import io.cloister.audit.tree.Hash;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The private half of a log's Ed25519 key. Immutable; never prints itself. */
public final class SigningKey {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----\n";
    private static final String END = "\n-----END PRIVATE KEY-----\n";

    private final PrivateKey key;
    private final VerifierKey verifier;

    private SigningKey(PrivateKey key, VerifierKey verifier) {
        this.key = key;
        this.verifier = verifier;
    }

    /** @param origin names the log; no spaces, no plus signs */
    static SigningKey generate(String origin) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new SigningKey(pair.getPrivate(), VerifierKey.of(origin, pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    /**
     * @param pem PKCS#8
     * @throws InvalidNoteException where that is not the private half of the verifier key
     */
    static SigningKey parse(String pem, VerifierKey verifier) throws InvalidNoteException {
        try {
            byte[] encoded =
                    Base64.getMimeDecoder().decode(pem.replace(BEGIN, "").replace(END, ""));
            PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            SigningKey signing = new SigningKey(key, verifier);
            verifier.open(signing.sign(0, Hash.leaf(new byte[0])));
            return signing;
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new InvalidNoteException("has no readable signing key", e);
        }
    }

    public VerifierKey verifier() {
        return verifier;
    }

    /** A checkpoint as a signed note. */
    public String sign(long size, Hash root) {
        String body = new CheckpointText(verifier.origin(), size, root).body();
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(body.getBytes(StandardCharsets.UTF_8));
            return verifier.note(body, signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an Ed25519 key signs anything", e);
        }
    }

    String pem() {
        return BEGIN + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded()) + END;
    }
}
