package io.cloister.knowledge.intake;

import io.cloister.knowledge.DocumentId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Wakes those who wait for what becomes of a file. Whoever works on it may be another process, so they look again from
 * time to time as well.
 */
@Component
class IntakeOutcomes {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Map<DocumentId, CountDownLatch> waiting = new ConcurrentHashMap<>();

    /** Something has become of it. */
    void changed(DocumentId document) {
        CountDownLatch latch = waiting.remove(document);
        if (latch != null) {
            latch.countDown();
        }
    }

    /**
     * Looks until there is something to see, for that long at most; null where there was nothing.
     *
     * @throws InterruptedException where the waiting thread is to end
     */
    <T> @Nullable T await(DocumentId document, Duration atMost, Supplier<@Nullable T> look)
            throws InterruptedException {
        for (long left = atMost.toMillis(); ; left -= LOOK_AGAIN.toMillis()) {
            CountDownLatch latch = waiting.computeIfAbsent(document, _ -> new CountDownLatch(1));
            T seen = look.get();
            if (seen != null || left <= 0) {
                waiting.remove(document, latch);
                return seen;
            }
            var _ = latch.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
