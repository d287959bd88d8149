package io.cloister.inference.decoder;

import io.cloister.catalog.ModelId;
import io.cloister.inference.scheduling.ServingEngine;
import java.time.Instant;

/**
 * A decoder in memory and the engine that serves it. Who uses it holds it, so that it is not let go of in between. Safe
 * for use by many threads.
 */
final class ServedDecoder {

    private final ModelId id;
    private final String name;
    private final LoadedDecoder decoder;
    private final ServingEngine engine;
    private final long bytes;
    private final Runnable afterwards;
    private int users;
    private boolean retired;
    private Instant lastUse;

    /**
     * @param bytes that its weights take
     * @param afterwards run when both are closed
     */
    ServedDecoder(
            ModelId id,
            String name,
            LoadedDecoder decoder,
            ServingEngine engine,
            long bytes,
            Instant now,
            Runnable afterwards) {
        this.id = id;
        this.name = name;
        this.decoder = decoder;
        this.engine = engine;
        this.bytes = bytes;
        this.lastUse = now;
        this.afterwards = afterwards;
    }

    ModelId id() {
        return id;
    }

    String name() {
        return name;
    }

    LoadedDecoder decoder() {
        return decoder;
    }

    ServingEngine engine() {
        return engine;
    }

    long bytes() {
        return bytes;
    }

    /** Holds it; gives false where it is let go of, or its session has failed. */
    synchronized boolean hold() {
        if (retired || !engine.status().up()) {
            return false;
        }
        users++;
        return true;
    }

    void release(Instant now) {
        boolean last;
        synchronized (this) {
            users--;
            lastUse = now;
            last = retired && users == 0;
        }
        if (last) {
            free();
        }
    }

    synchronized Instant lastUse() {
        return lastUse;
    }

    /** Lets nobody hold it any more, where nobody does; it is to be closed then. */
    synchronized boolean retire() {
        retired |= users == 0;
        return retired;
    }

    /** Ends the texts under way, and gives back the memory as soon as nobody holds it any more. */
    void close() {
        engine.close();
        boolean last;
        synchronized (this) {
            retired = true;
            last = users == 0;
        }
        if (last) {
            free();
        }
    }

    private void free() {
        decoder.close();
        afterwards.run();
    }
}
