package io.cloister.gateway.web;

import io.cloister.catalog.ModelDescription;
import java.time.Instant;
import java.util.UUID;

/**
 * What every document of an answer begins with.
 *
 * @param number the call's id in the audit trail
 * @param each texts written to one prompt
 */
record AnswerHead(UUID number, Instant now, ModelDescription description, int each) {

    private static final int SHORT_DIGEST = 12;

    String id(String prefix) {
        return prefix + "-" + number.toString().replace("-", "");
    }

    /** In seconds since 1970. */
    long created() {
        return now.getEpochSecond();
    }

    String model() {
        return description.name();
    }

    /** Changes with the model's files. */
    String fingerprint() {
        return "fp_" + description.sha256().substring(0, SHORT_DIGEST);
    }

    boolean repeatsPrompt(int text) {
        return text % each != 0;
    }
}
