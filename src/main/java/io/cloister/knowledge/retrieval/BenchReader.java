package io.cloister.knowledge.retrieval;

import io.cloister.access.PersonId;
import io.cloister.platform.Actor;
import io.cloister.platform.ActorId;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

/** Somebody on whose behalf a measurement works. */
record BenchReader(PersonId person) implements Actor {

    static <T> T as(PersonId person, Supplier<T> act) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                new BenchReader(person), null, AuthorityUtils.NO_AUTHORITIES));
        SecurityContextHolder.setContext(context);
        try {
            return act.get();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    @Override
    public ActorId actorId() {
        return person.asActor();
    }

    @Override
    public @Nullable UUID departmentOfActor() {
        return null;
    }

    @Override
    public Set<String> roleNames() {
        return Set.of("EMPLOYEE");
    }
}
