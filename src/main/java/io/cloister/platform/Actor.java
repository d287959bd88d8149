package io.cloister.platform;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who acts, as the security chain established it. The principal of every authenticated request implements this. */
public interface Actor {

    ActorId actorId();

    /** The department the actor belongs to; null for the system itself and for house-wide offices. */
    @Nullable UUID departmentOfActor();

    /** What the actor is, in the words of the audit trail. */
    default String kind() {
        return "person";
    }

    /** The API key by which a program acts for the actor; null where somebody signed in. */
    default @Nullable UUID apiKey() {
        return null;
    }

    /** Names of the actor's roles, upper case, without a prefix. */
    Set<String> roleNames();
}
