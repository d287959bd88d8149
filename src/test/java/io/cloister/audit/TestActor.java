package io.cloister.audit;

import io.cloister.platform.Actor;
import io.cloister.platform.ActorId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/** Somebody who is signed in. */
public record TestActor(ActorId actorId, @Nullable UUID departmentOfActor, Set<String> roleNames) implements Actor {

    public static TestActor withRole(String role) {
        return new TestActor(new ActorId(UUID.randomUUID()), UUID.randomUUID(), Set.of(role));
    }

    public Authentication authentication() {
        List<SimpleGrantedAuthority> authorities = roleNames.stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList();
        return UsernamePasswordAuthenticationToken.authenticated(this, null, authorities);
    }

    public void signIn() {
        SecurityContextHolder.getContext().setAuthentication(authentication());
    }
}
