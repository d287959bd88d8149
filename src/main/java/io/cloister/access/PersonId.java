package io.cloister.access;

import io.cloister.platform.ActorId;
import java.util.UUID;

/** Identifies a person; the same value is their {@link ActorId} in the audit trail. */
public record PersonId(UUID value) {

    public ActorId asActor() {
        return new ActorId(value);
    }
}
