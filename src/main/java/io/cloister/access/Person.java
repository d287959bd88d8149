package io.cloister.access;

import java.util.Set;

/** Somebody who can sign in. */
public record Person(
        PersonId id, String username, String name, Department department, Set<Role> roles, boolean active) {}
