package io.cloister.assistant;

import io.cloister.access.People;
import io.cloister.access.Permissions;
import io.cloister.access.Person;
import io.cloister.access.ResourceKind;
import io.cloister.audit.AuditEntry;
import io.cloister.catalog.ModelCatalog;
import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelRuntime;
import io.cloister.catalog.ModelTask;
import io.cloister.inference.TextEmbedding;
import io.cloister.inference.TextGeneration;
import io.cloister.platform.CurrentActor;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class AuditedPromptPipeline implements PromptPipeline {

    private static final ProblemType MODEL_NOT_FOUND =
            new ProblemType("model-not-found", HttpStatus.NOT_FOUND, "No such model");

    private static final Set<ModelTask> FOR_PROGRAMS = Set.of(ModelTask.GENERATION, ModelTask.EMBEDDING);

    private final People people;
    private final Permissions permissions;
    private final ModelCatalog catalog;
    private final TextGeneration generation;
    private final TextEmbedding.Models embeddings;
    private final CurrentActor currentActor;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    @SuppressWarnings("TooManyParameters") // it brings together what several modules know
    AuditedPromptPipeline(
            People people,
            Permissions permissions,
            ModelCatalog catalog,
            TextGeneration generation,
            TextEmbedding.Models embeddings,
            CurrentActor currentActor,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.people = people;
        this.permissions = permissions;
        this.catalog = catalog;
        this.generation = generation;
        this.embeddings = embeddings;
        this.currentActor = currentActor;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Without those that answer from documents only, since a program brings none, and those that serve search alone. */
    @Override
    public List<ModelDescription> models() {
        Set<UUID> granted = permissions.granted(people.current().id(), ResourceKind.MODEL);
        return catalog.all().stream()
                .filter(model -> model.offered() && model.runtime() != ModelRuntime.QUOTE)
                .filter(model -> FOR_PROGRAMS.contains(model.task()))
                .filter(model -> granted.contains(model.id().value()))
                .sorted(Comparator.comparing(ModelDescription::name))
                .toList();
    }

    @Override
    public ModelDescription model(String name) {
        return models().stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        MODEL_NOT_FOUND,
                        "The model does not exist or you may not use it. /v1/models lists those that you may.",
                        "model"));
    }

    @Override
    public Prompting begin(PromptBatch batch) {
        ModelDescription model = admit(PromptEvents.COMPLETE, batch.model(), ModelTask.GENERATION);
        Person person = people.current();
        UUID apiKey = apiKey();
        UUID intent = intend(PromptEvents.COMPLETE, model, apiKey);
        PromptFacts facts = new PromptFacts(clock);
        return new RecordedPrompting(
                intent,
                model,
                batch.requests(model.id(), person),
                generation,
                facts,
                outcome -> record(PromptEvents.outcome(outcome, intent, model, apiKey, facts)));
    }

    @Override
    public Vectors embed(String name, List<String> texts) {
        ModelDescription model = admit(PromptEvents.EMBED, name, ModelTask.EMBEDDING);
        UUID apiKey = apiKey();
        UUID intent = intend(PromptEvents.EMBED, model, apiKey);
        PromptFacts facts = new PromptFacts(clock);
        try {
            TextEmbedding embedding = embeddings.get(model.id());
            int tokens = texts.stream().mapToInt(embedding::countTokens).sum();
            List<float[]> vectors = embedding.embedPassages(texts);
            facts.read(tokens);
            record(PromptEvents.outcome(AuditEntry.success(PromptEvents.EMBED), intent, model, apiKey, facts));
            return new Vectors(intent, model, vectors, tokens);
        } catch (RuntimeException e) {
            record(PromptEvents.outcome(
                    AuditEntry.failure(PromptEvents.EMBED, RecordedPrompting.reason(e)), intent, model, apiKey, facts));
            throw e;
        }
    }

    private ModelDescription admit(String action, String name, ModelTask task) {
        ModelDescription model;
        try {
            model = model(name);
        } catch (Problem unknown) {
            UUID existing = catalog.all().stream()
                    .filter(one -> one.name().equals(name))
                    .map(one -> one.id().value())
                    .findFirst()
                    .orElse(null);
            events.publishEvent(PromptEvents.denied(action, existing, apiKey()));
            throw unknown;
        }
        if (model.task() != task) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    task == ModelTask.EMBEDDING
                            ? "This model writes text and makes no embeddings. Choose an embedding model."
                            : "This model makes embeddings and writes no text. Choose a model that writes.",
                    "model");
        }
        return model;
    }

    private UUID intend(String action, ModelDescription model, @Nullable UUID apiKey) {
        PromptEvents intent = PromptEvents.intent(action, model, apiKey);
        record(intent);
        return intent.entry().eventId();
    }

    private void record(PromptEvents event) {
        transaction.executeWithoutResult(_ -> events.publishEvent(event));
    }

    private @Nullable UUID apiKey() {
        return currentActor.require().apiKey();
    }
}
