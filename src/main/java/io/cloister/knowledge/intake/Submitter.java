package io.cloister.knowledge.intake;

import io.cloister.access.Person;
import io.cloister.access.PersonId;
import io.cloister.access.Role;
import io.cloister.platform.Actor;
import io.cloister.platform.ActorId;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The person in whose name a file is worked on, with the roles they have at this moment. What they may is decided by the
 * database as if they did it themselves.
 */
record Submitter(PersonId id, @Nullable UUID departmentOfActor, Set<String> roleNames) implements Actor {

    static Submitter of(Person person) {
        return new Submitter(
                person.id(),
                person.department().id().value(),
                person.roles().stream().map(Role::name).collect(Collectors.toUnmodifiableSet()));
    }

    /** Somebody who is no longer known. */
    static Submitter unknown(PersonId id) {
        return new Submitter(id, null, Set.of());
    }

    @Override
    public ActorId actorId() {
        return id.asActor();
    }

    /** Works in their name on the current thread. */
    <T> T act(Supplier<T> work) {
        SecurityContext before = SecurityContextHolder.getContext();
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(this, null, AuthorityUtils.NO_AUTHORITIES));
        SecurityContextHolder.setContext(context);
        try {
            return work.get();
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }
}
