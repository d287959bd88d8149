package io.cloister.access;

import java.util.Set;
import java.util.UUID;

/**
 * The one answer to who may use what: a grant to the person or to their department. Nothing is permitted without one.
 * Calls run in the caller's transaction and see changes of others as soon as these are committed.
 */
public interface Permissions {

    boolean mayUse(PersonId person, Resource resource);

    /** Ids of all resources of a kind that were granted to the person or to their department. */
    Set<UUID> granted(PersonId person, ResourceKind kind);
}
