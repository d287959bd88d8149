package io.cloister.access;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import org.springframework.stereotype.Component;

/** Names of those to whom something is granted, for sentences that confirm it. */
@Component
public final class GranteeNames {

    private final People people;

    GranteeNames(People people) {
        this.people = people;
    }

    /** @throws Problem {@code not-found} for one that does not exist */
    public String nameOf(Grantee grantee) {
        return switch (grantee) {
            case Grantee.OfDepartment(var id) ->
                people.departments().stream()
                        .filter(department -> department.id().equals(id))
                        .findFirst()
                        .orElseThrow(GranteeNames::unknown)
                        .name();
            case Grantee.OfPerson(var id) ->
                people.find(id).orElseThrow(GranteeNames::unknown).name();
        };
    }

    private static Problem unknown() {
        return new Problem(ProblemType.NOT_FOUND, "There is no such person or department.");
    }
}
