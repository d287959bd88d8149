package io.cloister.access;

import io.cloister.platform.CurrentActor;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
@Transactional
class StoredPeople implements People {

    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;
    private final CurrentActor currentActor;
    private final ApplicationEventPublisher events;

    StoredPeople(
            JdbcClient jdbc, PasswordEncoder passwords, CurrentActor currentActor, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.currentActor = currentActor;
        this.events = events;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Person> all() {
        return jdbc.sql(PersonRow.SELECT + " ORDER BY p.name")
                .query(PersonRow::map)
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Person> find(PersonId id) {
        return jdbc.sql(PersonRow.SELECT + " WHERE p.id = :id")
                .param("id", id.value())
                .query(PersonRow::map)
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public Person current() {
        return find(new PersonId(currentActor.require().actorId().value()))
                .filter(Person::active)
                .orElseThrow(() -> new Problem(ProblemType.SIGN_IN_REQUIRED, "Sign in, then try again."));
    }

    @Override
    @Transactional(readOnly = true)
    public List<Department> departments() {
        return jdbc.sql("SELECT id, name FROM access.department ORDER BY name")
                .query((row, _) ->
                        new Department(new DepartmentId(row.getObject("id", UUID.class)), row.getString("name")))
                .list();
    }

    @Override
    public Department addDepartment(String name) {
        Department department = new Department(new DepartmentId(UUID.randomUUID()), name.strip());
        NewPersonRules.checkName(department.name());
        try {
            jdbc.sql("INSERT INTO access.department (id, name) VALUES (:id, :name)")
                    .param("id", department.id().value())
                    .param("name", department.name())
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Problem(
                    ProblemType.CONFLICT, "There is a department of this name already; choose another name.", e);
        }
        events.publishEvent(PersonChanged.departmentAdded(department.id()));
        return department;
    }

    @Override
    public Person add(NewPerson person) {
        NewPersonRules.check(person);
        PersonId id = new PersonId(UUID.randomUUID());
        try {
            jdbc.sql("""
                            INSERT INTO access.person (id, username, name, password, department_id)
                            VALUES (:id, :username, :name, :password, :department)
                            """)
                    .param("id", id.value())
                    .param("username", person.username())
                    .param("name", person.name().strip())
                    .param("password", passwords.encode(person.password()))
                    .param("department", person.department().value())
                    .update();
        } catch (DuplicateKeyException e) {
            throw new Problem(ProblemType.CONFLICT, "This user name is taken; choose another one.", e);
        }
        for (Role role : person.roles()) {
            jdbc.sql("INSERT INTO access.person_role (person_id, role) VALUES (:id, :role)")
                    .param("id", id.value())
                    .param("role", role.name())
                    .update();
        }
        events.publishEvent(PersonChanged.personAdded(id, person.department()));
        return find(id).orElseThrow();
    }
}
