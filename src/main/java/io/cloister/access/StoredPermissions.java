package io.cloister.access;

import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Asks the decision function that row-level security asks too. */
@Component
@Transactional(readOnly = true)
class StoredPermissions implements Permissions {

    private final JdbcClient jdbc;

    StoredPermissions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean mayUse(PersonId person, Resource resource) {
        return granted(person, resource.kind()).contains(resource.id());
    }

    @Override
    public Set<UUID> granted(PersonId person, ResourceKind kind) {
        return Set.copyOf(jdbc.sql("SELECT DISTINCT access.granted_to(:person, :kind)")
                .param("person", person.value())
                .param("kind", kind.name())
                .query(UUID.class)
                .set());
    }
}
