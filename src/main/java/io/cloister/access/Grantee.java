package io.cloister.access;

import java.util.UUID;

/** To whom something is granted. */
public sealed interface Grantee {

    UUID id();

    /** The word under which this kind of grantee is stored and audited. */
    String kind();

    /** Everybody in a department. */
    record OfDepartment(DepartmentId department) implements Grantee {
        @Override
        public UUID id() {
            return department.value();
        }

        @Override
        public String kind() {
            return "DEPARTMENT";
        }
    }

    /** One person. */
    record OfPerson(PersonId person) implements Grantee {
        @Override
        public UUID id() {
            return person.value();
        }

        @Override
        public String kind() {
            return "PERSON";
        }
    }
}
