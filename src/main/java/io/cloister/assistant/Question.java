package io.cloister.assistant;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question of the signed-in person.
 *
 * @param conversation in which it was asked
 * @param message the id that the answer will have
 * @param earlier questions of the same conversation, in the order in which they were asked
 * @param model null for the first model the person may use
 * @param collections restricts the search; empty for all that the person may read
 */
public record Question(
        UUID conversation,
        UUID message,
        String text,
        List<String> earlier,
        @Nullable UUID model,
        Set<UUID> collections) {

    public Question {
        earlier = List.copyOf(earlier);
        collections = Set.copyOf(collections);
    }
}
