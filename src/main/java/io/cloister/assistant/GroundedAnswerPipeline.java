package io.cloister.assistant;

import static io.cloister.inference.Requester.Urgency.INTERACTIVE;

import io.cloister.access.People;
import io.cloister.access.Person;
import io.cloister.catalog.ModelDescription;
import io.cloister.inference.GenerationChunk;
import io.cloister.inference.GenerationInput;
import io.cloister.inference.GenerationRequest;
import io.cloister.inference.OutputRules;
import io.cloister.inference.Requester;
import io.cloister.inference.Sampling;
import io.cloister.inference.SourceText;
import io.cloister.inference.TextGeneration;
import io.cloister.knowledge.CollectionId;
import io.cloister.knowledge.Passage;
import io.cloister.knowledge.PassageSearch;
import io.cloister.knowledge.PassageSearch.Findings;
import io.cloister.knowledge.SearchRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class GroundedAnswerPipeline implements AnswerPipeline {

    private static final String NOTHING = "Nothing in the documents you may read answers this question.";

    private final People people;
    private final ModelChoice models;
    private final PassageSearch search;
    private final TextGeneration generation;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final AssistantSettings settings;
    private final Clock clock;

    GroundedAnswerPipeline(
            People people,
            ModelChoice models,
            PassageSearch search,
            TextGeneration generation,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactionManager,
            AssistantSettings settings,
            Clock clock) {
        this.people = people;
        this.models = models;
        this.search = search;
        this.generation = generation;
        this.events = events;
        this.transaction = new TransactionTemplate(transactionManager);
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Answering begin(Question question) {
        Person person = people.current();
        ModelDescription model = models.choose(person.id(), question);
        AnswerEvents intent = AnswerEvents.intent(question, model);
        events.publishEvent(intent);
        return new Run(intent.entry().eventId(), person, question, model);
    }

    private final class Run implements Answering {

        private final UUID intent;
        private final Person person;
        private final Question question;
        private final ModelDescription model;
        private final String lookedFor;
        private final AnswerFacts facts = new AnswerFacts(clock);

        Run(UUID intent, Person person, Question question, ModelDescription model) {
            this.intent = intent;
            this.person = person;
            this.question = question;
            this.model = model;
            this.lookedFor = FollowUp.inFull(question.text(), question.earlier());
        }

        @Override
        public String lookedFor() {
            return lookedFor;
        }

        @Override
        public UUID receipt() {
            return intent;
        }

        @Override
        public String modelTitle() {
            return model.title();
        }

        @Override
        public void run(Consumer<AnswerPart> reader) {
            List<Passage> passages = model.grounded() ? find() : List.of();
            if (model.grounded() && passages.isEmpty()) {
                refuse(reader);
                return;
            }
            var requester = new Requester(
                    person.department().id().value().toString(),
                    person.id().value().toString(),
                    INTERACTIVE,
                    null);
            GenerationRequest request = new GenerationRequest(
                    model.id(),
                    new GenerationInput.Question(lookedFor, sources(passages)),
                    settings.maxNewTokens(),
                    Sampling.GREEDY,
                    OutputRules.NONE,
                    requester);
            Citations citations = new Citations(passages);
            try (Stream<GenerationChunk> chunks = generation.generate(request)) {
                chunks.forEach(chunk -> {
                    AnswerPart part = citations.part(chunk);
                    facts.note(part);
                    reader.accept(part);
                });
            }
        }

        private List<Passage> find() {
            Set<CollectionId> within =
                    question.collections().stream().map(CollectionId::new).collect(Collectors.toSet());
            Findings findings = transaction.execute(
                    _ -> search.search(person.id(), SearchRequest.of(lookedFor, within, settings.passages())));
            facts.found(findings);
            return findings.passages().stream().filter(Passage::bears).toList();
        }

        /** No model is asked where it would have nothing to go by. */
        private void refuse(Consumer<AnswerPart> reader) {
            for (AnswerPart part :
                    List.of(new AnswerPart.Text(NOTHING), new AnswerPart.Finished(Citations.NO_ANSWER, 0, 0))) {
                facts.note(part);
                reader.accept(part);
            }
        }

        private static List<SourceText> sources(List<Passage> passages) {
            List<SourceText> sources = new ArrayList<>();
            for (Passage passage : passages) {
                sources.add(new SourceText(sources.size() + 1, passage.title(), passage.text()));
            }
            return sources;
        }

        @Override
        public void complete() {
            events.publishEvent(AnswerEvents.outcome(AnswerEvents.success(), intent, question, model, facts));
        }

        @Override
        public void abort() {
            events.publishEvent(AnswerEvents.outcome(AnswerEvents.aborted(), intent, question, model, facts));
        }

        @Override
        public void fail(String reason) {
            events.publishEvent(AnswerEvents.outcome(AnswerEvents.failure(reason), intent, question, model, facts));
        }
    }
}
