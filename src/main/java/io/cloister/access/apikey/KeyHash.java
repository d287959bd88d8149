package io.cloister.access.apikey;

import io.cloister.platform.DataDirectory;
import io.cloister.platform.InstallationKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.springframework.stereotype.Component;

/** HMAC-SHA-256 of a key under a secret outside the database: whoever has only the one can make nothing of it. */
@Component
class KeyHash {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKey secret;

    KeyHash(DataDirectory data) {
        this.secret = InstallationKey.in(data, "api-keys.key", ALGORITHM);
    }

    /** 32 bytes. */
    byte[] of(String key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac.doFinal(key.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }
}
