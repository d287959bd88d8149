package io.cloister.access.web;

import io.cloister.access.People;
import io.cloister.access.Person;
import io.cloister.access.PersonId;
import io.cloister.platform.Actor;
import io.cloister.platform.ActorBadge;
import io.cloister.platform.ActorBadges;
import org.springframework.stereotype.Component;

/** Shows the signed-in person by name and department. */
@Component
class SignedInBadge implements ActorBadges {

    private final People people;

    SignedInBadge(People people) {
        this.people = people;
    }

    @Override
    public ActorBadge badgeOf(Actor actor) {
        return people.find(new PersonId(actor.actorId().value()))
                .map(SignedInBadge::badge)
                .orElseGet(() -> new ActorBadge("", ""));
    }

    private static ActorBadge badge(Person person) {
        return new ActorBadge(person.name(), person.department().name());
    }
}
