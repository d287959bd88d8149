package io.cloister.access;

import java.util.UUID;

/** A thing that can be granted. */
public record Resource(ResourceKind kind, UUID id) {}
