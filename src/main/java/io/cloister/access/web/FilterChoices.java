package io.cloister.access.web;

import io.cloister.access.Department;
import io.cloister.access.People;
import io.cloister.access.Person;
import io.cloister.audit.ActorDirectory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Lets compliance officers pick people and departments by name when they search the trail. */
@Component
class FilterChoices implements ActorDirectory {

    private final People people;

    FilterChoices(People people) {
        this.people = people;
    }

    @Override
    public Map<UUID, String> people() {
        Map<UUID, String> names = new LinkedHashMap<>();
        for (Person person : people.all()) {
            names.put(person.id().value(), person.name());
        }
        return names;
    }

    @Override
    public Map<UUID, String> departments() {
        Map<UUID, String> names = new LinkedHashMap<>();
        for (Department department : people.departments()) {
            names.put(department.id().value(), department.name());
        }
        return names;
    }
}
