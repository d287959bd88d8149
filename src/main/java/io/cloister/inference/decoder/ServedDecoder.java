package io.cloister.inference.decoder;

import io.cloister.inference.scheduling.ServingEngine;

/** A decoder in memory and the engine that serves it. */
record ServedDecoder(LoadedDecoder decoder, ServingEngine engine) implements AutoCloseable {

    @Override
    public void close() {
        engine.close();
        decoder.close();
    }
}
