package io.cloister.catalog;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a model's large matrices are stored; in JSON and on the command line in small letters. */
public enum WeightsType {
    FP32,
    FP16,
    INT8,
    INT4;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
