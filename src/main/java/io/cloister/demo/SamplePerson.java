package io.cloister.demo;

import io.cloister.access.Role;
import java.util.List;
import java.util.Set;

/** Somebody of the sample organisation. */
record SamplePerson(String username, String name, String department, Set<Role> roles) {

    static List<SamplePerson> all() {
        return List.of(
                new SamplePerson("clara", "Clara Nilsen", "Cardiology", Set.of(Role.EMPLOYEE)),
                new SamplePerson("karim", "Karim Osei", "Cardiology", Set.of(Role.EMPLOYEE, Role.DEPARTMENT_MANAGER)),
                new SamplePerson("lena", "Lena Moreau", "Legal", Set.of(Role.EMPLOYEE)),
                new SamplePerson("luis", "Luis Ferrante", "Legal", Set.of(Role.EMPLOYEE, Role.DEPARTMENT_MANAGER)),
                new SamplePerson("fiona", "Fiona Hartley", "Finance", Set.of(Role.EMPLOYEE)),
                new SamplePerson("farid", "Farid Lindqvist", "Finance", Set.of(Role.EMPLOYEE, Role.DEPARTMENT_MANAGER)),
                new SamplePerson("ada", "Ada Brenner", "Administration", Set.of(Role.ADMIN)),
                new SamplePerson("conrad", "Conrad Vale", "Compliance", Set.of(Role.COMPLIANCE_OFFICER)));
    }
}
