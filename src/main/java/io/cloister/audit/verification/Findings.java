package io.cloister.audit.verification;

import io.cloister.audit.VerificationProblem;
import io.cloister.audit.VerificationProblem.Code;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Problems met so far. */
final class Findings {

    /** Of each kind, so that many of one do not hide another. */
    private static final int MOST_REPORTED = 100;

    private final List<VerificationProblem> problems = new ArrayList<>();
    private final Map<Code, Integer> counts = new EnumMap<>(Code.class);
    private @Nullable Long first;
    private long last = -1;

    void add(Code code, String detail) {
        report(new VerificationProblem(code, null, detail));
    }

    void add(Code code, long index, String detail) {
        first = first == null ? index : Math.min(first, index);
        last = Math.max(last, index);
        report(new VerificationProblem(code, index, detail));
    }

    /** Whether a bad event from this index on is known already, which makes everything computed from it differ. */
    boolean anyFrom(long index) {
        return last >= index;
    }

    List<VerificationProblem> problems() {
        return problems;
    }

    @Nullable Long firstBadIndex() {
        return first;
    }

    private void report(VerificationProblem problem) {
        if (counts.merge(problem.code(), 1, Integer::sum) <= MOST_REPORTED) {
            problems.add(problem);
        }
    }
}
