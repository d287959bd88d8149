package io.cloister.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check of the whole trail found.
 *
 * @param valid true exactly when there are no problems
 * @param size sealed events found
 * @param pending recorded events that the sealer has not taken yet; some are normal on a busy system
 * @param root over the events found, lower-case hex
 * @param firstBadIndex lowest index that a problem names; null without such a problem
 * @param problems at most 100 of each code, in the order they were met
 */
public record VerificationReport(
        boolean valid,
        long size,
        long pending,
        String root,
        @JsonProperty("first_bad_index") @Nullable Long firstBadIndex,
        List<VerificationProblem> problems) {

    public VerificationReport {
        problems = List.copyOf(problems);
    }
}
