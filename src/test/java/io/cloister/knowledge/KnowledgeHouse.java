package io.cloister.knowledge;

import io.cloister.access.DepartmentId;
import io.cloister.access.PersonId;
import io.cloister.access.Role;
import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditEvent;
import io.cloister.platform.Actor;
import io.cloister.platform.ActorId;
import io.cloister.platform.persistence.TestDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** A house with departments and people for tests, and what it wrote into the audit trail. */
public class KnowledgeHouse {

    private final String database;
    private final List<AuditEntry> acts = new CopyOnWriteArrayList<>();
    private volatile @Nullable String brokenAction;

    KnowledgeHouse(Environment environment) {
        this.database = environment.getRequiredProperty("cloister.test.database");
    }

    public record Member(PersonId id, DepartmentId department, Set<String> roleNames) implements Actor {
        @Override
        public ActorId actorId() {
            return id.asActor();
        }

        @Override
        public UUID departmentOfActor() {
            return department.value();
        }
    }

    public DepartmentId department(String name) {
        UUID id = UUID.randomUUID();
        asSuperuser("INSERT INTO access.department (id, name) VALUES ('%s', '%s %s')".formatted(id, name, id));
        return new DepartmentId(id);
    }

    public Member person(DepartmentId department, Role... roles) {
        UUID id = UUID.randomUUID();
        asSuperuser("""
                INSERT INTO access.person (id, username, name, password, department_id)
                VALUES ('%s', 'p%s', 'Somebody', '{noop}x', '%s')
                """.formatted(id, id.toString().replace("-", ""), department.value()));
        for (Role role : roles) {
            asSuperuser("INSERT INTO access.person_role (person_id, role) VALUES ('%s', '%s')".formatted(id, role));
        }
        return new Member(
                new PersonId(id),
                department,
                Arrays.stream(roles).map(Role::name).collect(Collectors.toSet()));
    }

    public void grant(CollectionId collection, DepartmentId department) {
        asSuperuser("""
                INSERT INTO access.grant_entry VALUES ('COLLECTION', '%s', 'DEPARTMENT', '%s', now())
                ON CONFLICT DO NOTHING
                """.formatted(collection.value(), department.value()));
    }

    /** To hold a lock on it, or to look where nobody may. */
    public Connection superuser() throws SQLException {
        return TestDatabases.superuser(database);
    }

    public void asSuperuser(String sql) {
        try (Connection connection = superuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static Authentication signIn(Member member) {
        return new TestingAuthenticationToken(
                member,
                "",
                member.roleNames().stream().map(role -> "ROLE_" + role).toArray(String[]::new));
    }

    public <T extends @Nullable Object> T as(Member member, Supplier<T> act) {
        SecurityContextHolder.getContext().setAuthentication(signIn(member));
        try {
            return act.get();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    /** Acts recorded of a target. */
    public List<AuditEntry> actsOn(UUID target) {
        return acts.stream().filter(act -> target.equals(act.targetId())).toList();
    }

    public List<AuditEntry> actsOf(String action) {
        return acts.stream().filter(act -> act.action().equals(action)).toList();
    }

    /** From now on the trail refuses to record successes of an action; null to mend it. */
    public void breakTrailFor(@Nullable String action) {
        brokenAction = action;
    }

    @EventListener
    void record(AuditEvent event) {
        AuditEntry entry = event.entry();
        if (entry.action().equals(brokenAction) && entry.reason() == null) {
            throw new IllegalStateException("The trail cannot be written");
        }
        acts.add(entry);
    }
}
