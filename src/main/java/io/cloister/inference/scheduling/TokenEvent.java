package io.cloister.inference.scheduling;

import io.cloister.inference.FinishReason;
import io.cloister.inference.sampling.TokenChances;
import org.jspecify.annotations.Nullable;

/** What happens to a text. */
public sealed interface TokenEvent {

    /**
     * It grew.
     *
     * @param chances null where they were not asked for
     */
    record Token(int id, @Nullable TokenChances chances) implements TokenEvent {}

    /**
     * It is complete.
     *
     * @param reason {@code STOP} or {@code LENGTH}
     */
    record End(FinishReason reason) implements TokenEvent {}

    /** It failed; nothing follows. */
    record Failure(RuntimeException cause) implements TokenEvent {}
}
