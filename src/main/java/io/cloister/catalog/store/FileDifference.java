package io.cloister.catalog.store;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A file of a model that is not as it was when the model came in. */
public record FileDifference(String file, Kind kind) {

    /** In what it differs; in JSON in small letters. */
    public enum Kind {
        MISSING,
        CHANGED,
        /** It was not there, or links elsewhere. */
        EXTRA;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
