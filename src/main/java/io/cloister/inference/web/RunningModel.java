package io.cloister.inference.web;

import io.cloister.inference.decoder.LoadedModel;
import io.cloister.inference.scheduling.EngineStatus;
import java.time.Instant;
import java.util.UUID;

/**
 * A model in memory, for pages and programs.
 *
 * @param bytes of its weights
 * @param state {@code ready}, {@code suspect} where it computed no valid numbers, {@code failed} until it is loaded anew
 * @param writing texts at work
 * @param waiting requests that wait for their turn
 * @param tokens written since it was loaded
 * @param invalid texts that failed because it computed no valid numbers; any is a reason to build it again
 * @param prefixBytes kept of texts that have ended, for those that begin alike
 */
record RunningModel(
        UUID id,
        String name,
        long bytes,
        String state,
        int writing,
        int waiting,
        long tokens,
        long invalid,
        long prefixBytes,
        Instant lastUse) {

    static RunningModel of(LoadedModel model) {
        EngineStatus status = model.status();
        return new RunningModel(
                model.id().value(),
                model.name(),
                model.bytes(),
                status.up() ? status.invalid() > 0 ? "suspect" : "ready" : "failed",
                status.active(),
                status.waiting(),
                status.tokens(),
                status.invalid(),
                status.prefixBytes(),
                model.lastUse());
    }

    /** In millions of bytes. */
    public long megabytes() {
        return Math.round(bytes / 1e6);
    }

    /** In millions of bytes. */
    public long keptMegabytes() {
        return Math.round(prefixBytes / 1e6);
    }
}
