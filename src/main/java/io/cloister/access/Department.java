package io.cloister.access;

/** A department of the house. */
public record Department(DepartmentId id, String name) {}
