package io.cloister.demo;

import io.cloister.access.Department;
import io.cloister.access.Grantee;
import io.cloister.access.Grants;
import io.cloister.access.People;
import io.cloister.access.Person;
import io.cloister.access.Resource;
import io.cloister.access.ResourceKind;
import io.cloister.access.Role;
import io.cloister.catalog.ModelId;
import io.cloister.platform.Actor;
import io.cloister.platform.ActorId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Founds the sample organisation in an empty installation; leaves one that is complete, or was never empty, as it is. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnProperty("cloister.demo.enabled")
class SampleOrganisation implements ApplicationRunner {

    private final People people;
    private final Grants grants;
    private final SampleLibrary library;
    private final SignInTable table;
    private final FoundingMark mark;

    SampleOrganisation(People people, Grants grants, SampleLibrary library, SignInTable table, FoundingMark mark) {
        this.people = people;
        this.grants = grants;
        this.library = library;
        this.table = table;
        this.mark = mark;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!mark.isSet() && (table.exists() || people.all().isEmpty())) {
            if (!table.exists()) {
                table.write(SamplePerson.all().stream()
                        .map(SampleOrganisation::line)
                        .toList());
            }
            found();
            mark.set();
        }
        table.print();
    }

    /** Goes on where an earlier start was interrupted. */
    private void found() {
        Map<String, Person> known = people.all().stream().collect(Collectors.toMap(Person::username, person -> person));
        Map<String, Department> departments = people.departments().stream()
                .collect(Collectors.toMap(Department::name, department -> department, (a, _) -> a, HashMap::new));
        List<Person> heads = new ArrayList<>();
        for (SamplePerson sample : SamplePerson.all()) {
            Department department = departments.computeIfAbsent(sample.department(), people::addDepartment);
            Person person = known.get(sample.username());
            if (person == null) {
                String password = table.passwordOf(sample.username());
                person = people.add(new People.NewPerson(
                        sample.username(), sample.name(), password, department.id(), sample.roles()));
            }
            if (sample.roles().contains(Role.DEPARTMENT_MANAGER)) {
                heads.add(person);
            }
        }
        for (Person head : heads) {
            grants.grant(
                    new Resource(
                            ResourceKind.MODEL,
                            ModelId.builtIn("cloister-quote").value()),
                    new Grantee.OfDepartment(head.department().id()));
            library.fill(new DepartmentHead(head), head.department());
        }
    }

    private static SignInTable.Line line(SamplePerson sample) {
        return new SignInTable.Line(
                sample.username(), SamplePasswords.next(), sample.name(), sample.department(), title(sample.roles()));
    }

    private static String title(Set<Role> roles) {
        if (roles.contains(Role.DEPARTMENT_MANAGER)) {
            return "department manager";
        }
        return roles.stream()
                .map(role -> role.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }

    /** On whose behalf a department's documents are brought in. */
    record DepartmentHead(Person person) implements Actor {

        @Override
        public ActorId actorId() {
            return person.id().asActor();
        }

        @Override
        public @Nullable UUID departmentOfActor() {
            return person.department().id().value();
        }

        @Override
        public Set<String> roleNames() {
            return person.roles().stream().map(Role::name).collect(Collectors.toUnmodifiableSet());
        }
    }
}
