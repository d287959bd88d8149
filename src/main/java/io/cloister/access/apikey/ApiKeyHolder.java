package io.cloister.access.apikey;

import io.cloister.platform.Actor;
import io.cloister.platform.ActorId;
import java.util.Set;
import java.util.UUID;

/** A program that acts for a person by a key. */
record ApiKeyHolder(UUID apiKey, ActorId actorId, UUID departmentOfActor, Set<String> roleNames) implements Actor {

    ApiKeyHolder {
        roleNames = Set.copyOf(roleNames);
    }

    @Override
    public String toString() {
        return actorId.toString();
    }
}
