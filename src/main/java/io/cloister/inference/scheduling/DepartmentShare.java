package io.cloister.inference.scheduling;

import java.util.HashMap;
import java.util.Map;

/** A department's share, and how its people share that. Guarded by its queue. */
final class DepartmentShare extends Share {

    private final Map<String, Share> people = new HashMap<>();

    Share person(String name) {
        return people.computeIfAbsent(name, _ -> new Share());
    }

    /** What the least served of the people with requests has had; 0 where nobody has any. */
    double floor() {
        return people.values().stream()
                .filter(person -> person.load() > 0)
                .mapToDouble(Share::served)
                .min()
                .orElse(0);
    }

    /** Forgets people without requests who are owed nothing and owe nothing. */
    void forget() {
        double floor = floor();
        people.values().removeIf(person -> person.load() == 0 && (load() == 0 || person.served() <= floor));
    }
}
