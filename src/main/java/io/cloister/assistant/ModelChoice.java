package io.cloister.assistant;

import io.cloister.access.PersonId;
import io.cloister.catalog.ModelCatalog;
import io.cloister.catalog.ModelDescription;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Finds the model that answers, among those the person may use. */
@Component
class ModelChoice {

    private final ModelCatalog catalog;
    private final ApplicationEventPublisher events;

    ModelChoice(ModelCatalog catalog, ApplicationEventPublisher events) {
        this.catalog = catalog;
        this.events = events;
    }

    ModelDescription choose(PersonId person, Question question) {
        List<ModelDescription> usable = catalog.usableBy(person);
        UUID wanted = question.model();
        if (usable.isEmpty()) {
            throw denied(
                    question,
                    wanted,
                    "No model is granted to you or your department. Ask your administrator to grant one.");
        }
        if (wanted == null) {
            return usable.getFirst();
        }
        return usable.stream()
                .filter(model -> model.id().value().equals(wanted))
                .findFirst()
                .orElseThrow(() -> denied(
                        question,
                        wanted,
                        "This model is not granted to you, or not offered at the moment. Choose another one from the"
                                + " list, or ask your administrator for it."));
    }

    private Problem denied(Question question, @Nullable UUID wanted, String sentence) {
        events.publishEvent(AnswerEvents.denied(question, wanted));
        return new Problem(ProblemType.FORBIDDEN, sentence);
    }
}
