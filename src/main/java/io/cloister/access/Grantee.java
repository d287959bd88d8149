package io.cloister.access;

import java.util.UUID;

/** To whom something is granted. */
public sealed interface Grantee {

    UUID id();

    /** Everybody in a department. */
    record OfDepartment(DepartmentId department) implements Grantee {
        @Override
        public UUID id() {
            return department.value();
        }
    }

    /** One person. */
    record OfPerson(PersonId person) implements Grantee {
        @Override
        public UUID id() {
            return person.value();
        }
    }
}
