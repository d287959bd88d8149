package io.cloister.catalog.store;

import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelId;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Compares the files of each model with those that came in, once in the life of the process. Thread-safe. */
@Component
public class VerifiedFolders {

    private static final Logger LOG = LoggerFactory.getLogger(VerifiedFolders.class);

    private final ModelTable table;
    private final ApplicationEventPublisher events;
    private final Map<ModelId, List<FileDifference>> findings = new ConcurrentHashMap<>();

    VerifiedFolders(ModelTable table, ApplicationEventPublisher events) {
        this.table = table;
        this.events = events;
    }

    /**
     * The folder of a model whose files are those that came in.
     *
     * @throws Problem {@code unavailable} where one differs
     */
    public Path of(ModelDescription model) {
        return of(model, BuildProgress.NONE);
    }

    /**
     * The same for whoever watches or stops it.
     *
     * @throws java.util.concurrent.CancellationException where {@code progress} says so
     */
    public Path of(ModelDescription model, BuildProgress progress) {
        RecordedFiles recorded = table.files(model.id()).orElseThrow(() -> notLoaded(model, null));
        List<FileDifference> found = findings.get(model.id());
        if (found == null) {
            found = compare(model, recorded, progress);
        }
        if (!found.isEmpty()) {
            throw notLoaded(model, null);
        }
        return recorded.folder();
    }

    /** Looks again at the next load. */
    public void forget(ModelId id) {
        findings.remove(id);
    }

    private synchronized List<FileDifference> compare(
            ModelDescription model, RecordedFiles recorded, BuildProgress progress) {
        List<FileDifference> other = findings.get(model.id());
        if (other != null) {
            return other;
        }
        try {
            List<FileDifference> found = recorded.differences(progress);
            if (!found.isEmpty()) {
                LOG.error(
                        "The model {} is not loaded; its files differ from those that came in: {}",
                        model.name(),
                        found);
                events.publishEvent(ModelChanged.notLoaded(model));
            }
            findings.put(model.id(), found);
            return found;
        } catch (IOException e) {
            LOG.error("The files of the model {} cannot be read", model.name(), e);
            throw notLoaded(model, e);
        }
    }

    private static Problem notLoaded(ModelDescription model, @Nullable Exception cause) {
        String sentence =
                "%s is not loaded, since its files are not those that came in. Please choose another model and"
                        .concat(" tell an administrator.")
                        .formatted(model.title());
        return cause == null
                ? new Problem(ProblemType.UNAVAILABLE, sentence)
                : new Problem(ProblemType.UNAVAILABLE, sentence, cause);
    }
}
