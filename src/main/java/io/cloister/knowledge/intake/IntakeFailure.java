package io.cloister.knowledge.intake;

import io.cloister.knowledge.ingestion.RefusedFile;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;

/**
 * Why a file did not become a document.
 *
 * @param reason a stable word for the trail
 * @param sentence for people; says what to do
 */
public record IntakeFailure(ProblemType type, String reason, String sentence) {

    private static final Map<String, ProblemType> KNOWN = Stream.of(
                    ProblemType.INVALID_INPUT,
                    ProblemType.TOO_LARGE,
                    ProblemType.CONFLICT,
                    ProblemType.FORBIDDEN,
                    ProblemType.STORAGE_FULL,
                    ProblemType.UNAVAILABLE,
                    ProblemType.INTERNAL)
            .collect(Collectors.toUnmodifiableMap(ProblemType::name, Function.identity()));

    /** What may be otherwise in a while, without anybody changing the file. */
    private static final Set<ProblemType> PASSING =
            Set.of(ProblemType.STORAGE_FULL, ProblemType.UNAVAILABLE, ProblemType.INTERNAL);

    static IntakeFailure of(Throwable failure) {
        return switch (failure) {
            case RefusedFile refused -> new IntakeFailure(refused.type(), refused.reason(), refused.sentence());
            case Problem problem when problem.type().equals(ProblemType.FORBIDDEN) -> notManager();
            case Problem problem ->
                new IntakeFailure(problem.type(), problem.type().name(), problem.sentence());
            case DuplicateKeyException _ -> of(RefusedFile.duplicate());
            default -> FullDisk.in(failure).map(IntakeFailure::of).orElseGet(IntakeFailure::unknown);
        };
    }

    static IntakeFailure interrupted(int attempts) {
        return new IntakeFailure(
                ProblemType.INTERNAL,
                "interrupted",
                "Reading this file was broken off %d times, maybe since it is too much for this machine. Split it, then add the parts."
                        .formatted(attempts));
    }

    static IntakeFailure notManager() {
        return new IntakeFailure(
                ProblemType.FORBIDDEN,
                "not-manager",
                "Whoever handed this file in no longer looks after this collection. Somebody who does can try it again.");
    }

    static IntakeFailure stored(String type, String reason, String sentence) {
        return new IntakeFailure(KNOWN.getOrDefault(type, ProblemType.INTERNAL), reason, sentence);
    }

    boolean mayPass() {
        return PASSING.contains(type);
    }

    Problem asProblem() {
        return new Problem(type, sentence);
    }

    private static IntakeFailure unknown() {
        return new IntakeFailure(
                ProblemType.INTERNAL,
                "error",
                "Something went wrong inside Cloister while this file was read in. Try it again; if it fails again, ask an administrator to look into the log.");
    }
}
