package io.cloister.catalog.intake;

import io.cloister.platform.Actor;
import io.cloister.platform.ActorId;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who asked for an import: a person, or somebody who gave a command on the server itself.
 *
 * @param id the person's; of an operator one made of the name, so that it is the same each time
 * @param operator {@code operator:<name>} after the operating system's user; null for a person
 * @param departmentOfActor null for operators, and where it is not known
 */
public record Initiator(
        UUID id, @Nullable String operator, @Nullable UUID departmentOfActor) implements Actor {

    static Initiator of(Actor actor) {
        return actor instanceof Initiator initiator ? initiator : person(actor);
    }

    private static Initiator person(Actor person) {
        return new Initiator(person.actorId().value(), null, person.departmentOfActor());
    }

    /** @param user name of the operating system's user */
    public static Initiator operator(String user) {
        String name = "operator:" + user;
        return new Initiator(UUID.nameUUIDFromBytes(("cloister:" + name).getBytes(StandardCharsets.UTF_8)), name, null);
    }

    @Override
    public ActorId actorId() {
        return new ActorId(id);
    }

    @Override
    public String kind() {
        return operator == null ? "person" : "operator";
    }

    @Override
    public Set<String> roleNames() {
        return operator == null ? Set.of("ADMIN") : Set.of();
    }

    /** Works in the name of whoever asked, on the current thread. */
    public <T> T act(Supplier<T> work) {
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
