package io.cloister.inference.build;

import io.cloister.catalog.BuildProgress;

/** Nobody looks on, nobody cancels. */
public record Unwatched() implements BuildProgress {

    @Override
    public void advanced(long done, long total) {}

    @Override
    public boolean cancelled() {
        return false;
    }
}
