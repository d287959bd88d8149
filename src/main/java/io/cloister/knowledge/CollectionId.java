package io.cloister.knowledge;

import java.util.UUID;

/** Identifies a collection. */
public record CollectionId(UUID value) {}
