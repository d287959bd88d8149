package io.cloister.catalog;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much of a model its maker has published; in JSON and on the command line {@code open-weights} and so on. */
public enum Openness {
    /** The weights, and not what they were made from. */
    OPEN_WEIGHTS,
    /** The weights and the data they were made from. */
    OPEN_DATA,
    /** Weights, data, and the program that made the ones from the other. */
    FULLY_OPEN,
    UNKNOWN;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
