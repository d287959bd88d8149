package io.cloister.access;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
@Transactional
class StoredGrants implements Grants {

    private static final String KEY = """
            resource_kind = :resourceKind AND resource_id = :resource
            AND grantee_kind = :granteeKind AND grantee_id = :grantee
            """;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StoredGrants(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Grant> all(ResourceKind kind) {
        return jdbc.sql("""
                        SELECT g.*, coalesce(d.name, p.name) AS grantee_name
                        FROM access.grant_entry g
                        LEFT JOIN access.department d ON g.grantee_kind = 'DEPARTMENT' AND d.id = g.grantee_id
                        LEFT JOIN access.person p ON g.grantee_kind = 'PERSON' AND p.id = g.grantee_id
                        WHERE g.resource_kind = :kind
                        ORDER BY g.grantee_kind, grantee_name
                        """)
                .param("kind", kind.name())
                .query(StoredGrants::grant)
                .list();
    }

    @Override
    public void grant(Resource resource, Grantee grantee) {
        requireKnown(grantee);
        int added = jdbc.sql("""
                        INSERT INTO access.grant_entry (resource_kind, resource_id, grantee_kind, grantee_id, since)
                        VALUES (:resourceKind, :resource, :granteeKind, :grantee, :since)
                        ON CONFLICT DO NOTHING
                        """)
                .param("resourceKind", resource.kind().name())
                .param("resource", resource.id())
                .param("granteeKind", grantee.kind())
                .param("grantee", grantee.id())
                .param("since", Timestamp.from(clock.instant()))
                .update();
        if (added > 0) {
            events.publishEvent(GrantChanged.given(resource, grantee));
        }
    }

    @Override
    public void revoke(Resource resource, Grantee grantee) {
        int removed = jdbc.sql("DELETE FROM access.grant_entry WHERE " + KEY)
                .param("resourceKind", resource.kind().name())
                .param("resource", resource.id())
                .param("granteeKind", grantee.kind())
                .param("grantee", grantee.id())
                .update();
        if (removed > 0) {
            events.publishEvent(GrantChanged.takenAway(resource, grantee));
        }
    }

    private void requireKnown(Grantee grantee) {
        String table = switch (grantee) {
            case Grantee.OfDepartment _ -> "access.department";
            case Grantee.OfPerson _ -> "access.person";
        };
        boolean known = jdbc.sql("SELECT EXISTS (SELECT FROM " + table + " WHERE id = :id)")
                .param("id", grantee.id())
                .query(Boolean.class)
                .single();
        if (!known) {
            throw new Problem(
                    ProblemType.NOT_FOUND, "There is no such department or person; choose one from the list.");
        }
    }

    private static Grant grant(ResultSet row, int number) throws SQLException {
        UUID grantee = row.getObject("grantee_id", UUID.class);
        return new Grant(
                new Resource(
                        ResourceKind.valueOf(row.getString("resource_kind")), row.getObject("resource_id", UUID.class)),
                "PERSON".equals(row.getString("grantee_kind"))
                        ? new Grantee.OfPerson(new PersonId(grantee))
                        : new Grantee.OfDepartment(new DepartmentId(grantee)),
                Objects.requireNonNullElse(row.getString("grantee_name"), ""),
                row.getTimestamp("since").toInstant());
    }
}
