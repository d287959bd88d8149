package io.cloister.catalog.store;

import io.cloister.catalog.BuildProgress;
import java.util.concurrent.CancellationException;

/** Counts the bytes of one step, and ends it where it was cancelled. Used by one thread at a time. */
public final class ByteCount {

    private final BuildProgress progress;
    private final long total;
    private long done;

    /** @param total of the step; 0 where it is not known */
    public ByteCount(BuildProgress progress, long total) {
        this.progress = progress;
        this.total = total;
        add(0);
    }

    /**
     * @param bytes may be negative, for what has to be done again
     * @throws CancellationException where the step shall end
     */
    public void add(long bytes) {
        done += bytes;
        progress.advanced(done, total);
        if (progress.cancelled()) {
            throw new CancellationException();
        }
    }
}
