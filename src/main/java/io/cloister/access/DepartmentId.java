package io.cloister.access;

import java.util.UUID;

/** Identifies a department. */
public record DepartmentId(UUID value) {}
