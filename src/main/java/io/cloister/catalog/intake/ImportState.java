package io.cloister.catalog.intake;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far an import is; in JSON in small letters. */
public enum ImportState {
    WAITING,
    FETCHING,
    BUILDING,
    INSPECTING,
    SAMPLING,
    DONE,
    FAILED,
    CANCELLED;

    public boolean isEnd() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
