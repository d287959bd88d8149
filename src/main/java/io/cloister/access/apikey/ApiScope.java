package io.cloister.access.apikey;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What a key may be used for, of what its owner may do. */
enum ApiScope {
    /** List the models that its owner may use. */
    MODELS("models:read"),
    /** Let them write. */
    CHAT("chat"),
    /** Turn texts into vectors. */
    EMBEDDINGS("embeddings");

    private final String code;

    ApiScope(String code) {
        this.code = code;
    }

    /** @throws IllegalArgumentException for any other word */
    @JsonCreator
    static ApiScope of(String code) {
        return Arrays.stream(values())
                .filter(scope -> scope.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no scope"));
    }

    /** The word for it in documents and in the database. */
    @JsonValue
    public String code() {
        return code;
    }
}
