package io.cloister.access;

import io.cloister.platform.Actor;
import io.cloister.platform.ActorId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.CredentialsContainer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/** The principal of a signed-in session. Two sessions of one person are equal. */
final class SignedInPerson implements UserDetails, Actor, CredentialsContainer {

    private static final long serialVersionUID = 1L;

    private final UUID id;
    private final String username;
    private final UUID department;
    private final HashSet<String> roles;
    private final boolean active;
    private @Nullable String password;

    SignedInPerson(Person person, String password) {
        this.id = person.id().value();
        this.username = person.username();
        this.department = person.department().id().value();
        this.roles = new HashSet<>(person.roles().stream().map(Role::name).toList());
        this.active = person.active();
        this.password = password;
    }

    @Override
    public ActorId actorId() {
        return new ActorId(id);
    }

    @Override
    public UUID departmentOfActor() {
        return department;
    }

    @Override
    public Set<String> roleNames() {
        return Set.copyOf(roles);
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return roles.stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList();
    }

    @Override
    public @Nullable String getPassword() {
        return password;
    }

    @Override
    public String getUsername() {
        return username;
    }

    @Override
    public boolean isEnabled() {
        return active;
    }

    @Override
    public void eraseCredentials() {
        password = null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedInPerson person && person.id.equals(id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
