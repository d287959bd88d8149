package io.cloister.platform;

import java.util.UUID;

/** The pseudonym under which a person or a part of the system acts. Never a name, so it may stand in the audit trail. */
public record ActorId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
