package io.cloister.inference.bench;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.IntStream;

/** How fast all cores together read memory that no cache holds. */
final class MemoryBandwidth {

    private static final long BYTES = 1L << 29;
    private static final int ROUNDS = 8;

    private MemoryBandwidth() {}

    /** The best of some readings of a large array, in bytes per second. */
    static double measure(InstantSource clock) {
        int cores = Runtime.getRuntime().availableProcessors();
        try (var arena = Arena.ofShared()) {
            MemorySegment memory = arena.allocate(BYTES, 64).fill((byte) 1);
            double best = 0;
            for (int round = 0; round < ROUNDS; round++) {
                Instant start = clock.instant();
                long sum = IntStream.range(0, cores)
                        .parallel()
                        .mapToLong(core -> sum(memory.asSlice(BYTES / cores * core, BYTES / cores)))
                        .sum();
                Duration time = Duration.between(start, clock.instant());
                if (sum == 0) {
                    throw new IllegalStateException("What was written is not read");
                }
                best = Math.max(best, 1e9 * BYTES / time.toNanos());
            }
            return best;
        }
    }

    /** Four sums at once: one alone would wait for itself and not for memory. */
    private static long sum(MemorySegment part) {
        int count = (int) (part.byteSize() / JAVA_LONG.byteSize());
        long a = 0;
        long b = 0;
        long c = 0;
        long d = 0;
        for (int i = 0; i < count - 3; i += 4) {
            a += part.getAtIndex(JAVA_LONG, i);
            b += part.getAtIndex(JAVA_LONG, i + 1);
            c += part.getAtIndex(JAVA_LONG, i + 2);
            d += part.getAtIndex(JAVA_LONG, i + 3);
        }
        return a + b + c + d;
    }
}
