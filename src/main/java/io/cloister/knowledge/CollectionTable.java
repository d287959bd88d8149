package io.cloister.knowledge;

import io.cloister.access.DepartmentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Rows of collections, as row-level security shows them. */
@Component
public class CollectionTable {

    private static final String SELECT = """
            SELECT id, name, department_id,
                   department_id IN (SELECT access.managed_departments()) AS manageable,
                   id IN (SELECT knowledge.readable_collections()) AS readable
            FROM knowledge.collection
            """;

    private final JdbcClient jdbc;

    CollectionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param readable whether the signed-in person may read its documents; others see its name only
     * @param manageable whether they may change it
     */
    public record Row(CollectionId id, String name, DepartmentId department, boolean readable, boolean manageable) {}

    /** By name. */
    List<Row> all() {
        return jdbc.sql(SELECT + "ORDER BY lower(name), id")
                .query(CollectionTable::row)
                .list();
    }

    public Optional<Row> find(CollectionId id) {
        return jdbc.sql(SELECT + "WHERE id = :id")
                .param("id", id.value())
                .query(CollectionTable::row)
                .optional();
    }

    boolean manages(DepartmentId department) {
        return jdbc.sql("SELECT :department IN (SELECT access.managed_departments())")
                .param("department", department.value())
                .query(Boolean.class)
                .single();
    }

    /** Whether all names are shown because the person grants collections. */
    boolean mayGrant() {
        return jdbc.sql("SELECT access.has_role('ADMIN')").query(Boolean.class).single();
    }

    void insert(CollectionId id, String name, DepartmentId department, Instant createdAt) {
        jdbc.sql("""
                        INSERT INTO knowledge.collection (id, name, department_id, created_at)
                        VALUES (:id, :name, :department, :createdAt)
                        """)
                .param("id", id.value())
                .param("name", name)
                .param("department", department.value())
                .param("createdAt", createdAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new CollectionId(row.getObject("id", UUID.class)),
                row.getString("name"),
                new DepartmentId(row.getObject("department_id", UUID.class)),
                row.getBoolean("readable"),
                row.getBoolean("manageable"));
    }
}
