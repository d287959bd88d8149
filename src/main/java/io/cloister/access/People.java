package io.cloister.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The people and departments of the house. Every change is audited in its transaction. */
public interface People {

    List<Person> all();

    Optional<Person> find(PersonId id);

    /** The person who is signed in. */
    Person current();

    List<Department> departments();

    /** @throws io.cloister.platform.Problem {@code conflict} where the name is taken */
    Department addDepartment(String name);

    /** @throws io.cloister.platform.Problem {@code conflict} where the user name is taken */
    Person add(NewPerson person);

    /** @param password as typed; stored as a salted hash only */
    record NewPerson(String username, String name, String password, DepartmentId department, Set<Role> roles) {
        @Override
        public String toString() {
            return "NewPerson[" + username + "]";
        }
    }
}
