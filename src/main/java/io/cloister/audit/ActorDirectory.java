package io.cloister.audit;

import java.util.Map;
import java.util.UUID;

/**
 * The port through which the trail's pages, which know ids only, offer people and departments by name to search for.
 * Names come in the order in which they are shown.
 */
public interface ActorDirectory {

    Map<UUID, String> people();

    Map<UUID, String> departments();
}
