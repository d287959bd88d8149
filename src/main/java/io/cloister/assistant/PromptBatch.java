package io.cloister.assistant;

import io.cloister.access.Person;
import io.cloister.catalog.ModelId;
import io.cloister.inference.GenerationRequest;
import io.cloister.inference.Requester;
import io.cloister.inference.Requester.Urgency;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of a program.
 *
 * @param model its name
 * @param prompts one for each text to be written
 * @param deadline after which the texts are of no use; null for none
 */
public record PromptBatch(
        String model,
        List<Prompt> prompts,
        Urgency urgency,
        @Nullable Instant deadline) {

    public PromptBatch {
        prompts = List.copyOf(prompts);
    }

    /** One for each prompt, on behalf of a person. */
    List<GenerationRequest> requests(ModelId id, Person person) {
        Requester requester = new Requester(
                person.department().id().value().toString(), person.id().value().toString(), urgency, deadline);
        return prompts.stream()
                .map(prompt -> new GenerationRequest(
                        id, prompt.input(), prompt.maxNewTokens(), prompt.sampling(), prompt.rules(), requester))
                .toList();
    }
}
