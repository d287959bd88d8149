package io.cloister.access.apikey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.springframework.security.crypto.keygen.KeyGenerators;

/**
 * The text of a key: {@code cl_}, 256 random bits in 43 characters of base64url, and their CRC-32 in 6 more, by which a
 * mistyped key is told from a wrong one and a scanner for secrets knows that it found one.
 */
final class KeyText {

    private static final String PREFIX = "cl_";
    private static final int SECRET_BYTES = 32;
    private static final int SECRET_CHARACTERS = 43;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{49}");
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private KeyText() {}

    static String random() {
        String secret = PREFIX
                + BASE64.encodeToString(KeyGenerators.secureRandom(SECRET_BYTES).generateKey());
        return secret + checksum(secret);
    }

    /** Whether it could be a key at all. */
    static boolean isWhole(String text) {
        int secret = PREFIX.length() + SECRET_CHARACTERS;
        return FORM.matcher(text).matches() && text.substring(secret).equals(checksum(text.substring(0, secret)));
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return BASE64.encodeToString(
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array());
    }
}
