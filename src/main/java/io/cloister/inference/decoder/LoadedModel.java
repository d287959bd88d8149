package io.cloister.inference.decoder;

import io.cloister.catalog.ModelId;
import io.cloister.inference.scheduling.EngineStatus;
import java.time.Instant;

/**
 * A model in memory.
 *
 * @param bytes of its weights; of an adapter its own
 */
public record LoadedModel(ModelId id, String name, long bytes, Instant lastUse, EngineStatus status) {}
