package io.cloister.knowledge;

import java.util.UUID;

/** Identifies a document. */
public record DocumentId(UUID value) {}
