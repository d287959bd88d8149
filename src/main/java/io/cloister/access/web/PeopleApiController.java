package io.cloister.access.web;

import io.cloister.access.Department;
import io.cloister.access.DepartmentId;
import io.cloister.access.People;
import io.cloister.access.People.NewPerson;
import io.cloister.access.Person;
import io.cloister.access.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** People and departments for programs. */
@RestController
@RequestMapping("/api/admin")
@PreAuthorize("hasRole('ADMIN')")
class PeopleApiController {

    private final People people;

    PeopleApiController(People people) {
        this.people = people;
    }

    @GetMapping("/people")
    List<PersonDocument> people() {
        return people.all().stream().map(PersonDocument::of).toList();
    }

    @PostMapping("/people")
    @ResponseStatus(HttpStatus.CREATED)
    PersonDocument addPerson(@Valid @RequestBody PersonRequest request) {
        return PersonDocument.of(people.add(request.asNewPerson()));
    }

    @GetMapping("/departments")
    List<DepartmentDocument> departments() {
        return people.departments().stream().map(DepartmentDocument::of).toList();
    }

    @PostMapping("/departments")
    @ResponseStatus(HttpStatus.CREATED)
    DepartmentDocument addDepartment(@Valid @RequestBody DepartmentRequest request) {
        return DepartmentDocument.of(people.addDepartment(request.name()));
    }

    record DepartmentRequest(@NotNull String name) {}

    record DepartmentDocument(UUID id, String name) {
        static DepartmentDocument of(Department department) {
            return new DepartmentDocument(department.id().value(), department.name());
        }
    }

    /** @param department its id */
    record PersonRequest(
            @NotNull String username,
            @NotNull String name,
            @NotNull String password,
            @NotNull UUID department,
            @NotNull Set<Role> roles) {

        NewPerson asNewPerson() {
            return new NewPerson(username, name, password, new DepartmentId(department), Set.copyOf(roles));
        }

        @Override
        public String toString() {
            return "PersonRequest[" + username + "]";
        }
    }

    /** A person without secrets. */
    record PersonDocument(
            UUID id, String username, String name, DepartmentDocument department, Set<Role> roles, boolean active) {

        static PersonDocument of(Person person) {
            return new PersonDocument(
                    person.id().value(),
                    person.username(),
                    person.name(),
                    DepartmentDocument.of(person.department()),
                    person.roles(),
                    person.active());
        }
    }
}
