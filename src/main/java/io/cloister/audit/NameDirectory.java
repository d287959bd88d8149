package io.cloister.audit;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Turns the pseudonyms of the trail into names for a compliance officer's eyes. Modules that own something with a name
 * contribute one as a bean, since the trail itself knows ids only.
 */
public interface NameDirectory {

    /** Names of those ids that this directory knows; others are left out. */
    Map<UUID, String> namesOf(Set<UUID> ids);
}
