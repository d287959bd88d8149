package io.cloister.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** Reads people with their department and roles. */
final class PersonRow {

    static final String SELECT = """
            SELECT p.id, p.username, p.name, p.password, p.active, d.id AS department_id, d.name AS department_name,
                   coalesce((SELECT string_agg(r.role, ',') FROM access.person_role r WHERE r.person_id = p.id), '') AS roles
            FROM access.person p
            JOIN access.department d ON d.id = p.department_id
            """;

    private PersonRow() {}

    static Person map(ResultSet row, int number) throws SQLException {
        return new Person(
                new PersonId(row.getObject("id", UUID.class)),
                row.getString("username"),
                row.getString("name"),
                new Department(
                        new DepartmentId(row.getObject("department_id", UUID.class)), row.getString("department_name")),
                roles(row.getString("roles")),
                row.getBoolean("active"));
    }

    private static Set<Role> roles(String joined) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream(joined.split(","))
                .filter(name -> !name.isEmpty())
                .map(Role::valueOf)
                .forEach(roles::add);
        return roles;
    }
}
