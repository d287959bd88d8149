package io.cloister.access;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The people or departments of the house changed. */
record PersonChanged(AuditEntry entry) implements AuditEvent {

    static PersonChanged personAdded(PersonId person, DepartmentId department) {
        return of("person.create", "person", person.value(), department.value());
    }

    static PersonChanged departmentAdded(DepartmentId department) {
        return of("department.create", "department", department.value(), department.value());
    }

    private static PersonChanged of(String action, String type, UUID id, @Nullable UUID department) {
        return new PersonChanged(AuditEntry.success(action)
                .target(type, id)
                .targetDepartment(department)
                .build());
    }
}
