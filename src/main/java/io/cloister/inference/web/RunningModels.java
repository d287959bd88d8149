package io.cloister.inference.web;

import io.cloister.catalog.ModelId;
import io.cloister.inference.decoder.DecoderModels;
import io.cloister.inference.decoder.LoadedModel;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The models in memory, for administrators. */
@Component
class RunningModels {

    private final DecoderModels models;
    private final ApplicationEventPublisher events;

    RunningModels(DecoderModels models, ApplicationEventPublisher events) {
        this.models = models;
        this.events = events;
    }

    List<RunningModel> all() {
        return models.loaded().stream().map(RunningModel::of).toList();
    }

    /**
     * Takes one out of memory.
     *
     * @return its name
     * @throws Problem {@code not-found} where it is not in memory
     */
    @Transactional
    public String unload(UUID id) {
        LoadedModel model = models.loaded().stream()
                .filter(one -> one.id().equals(new ModelId(id)))
                .findFirst()
                .orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "This model is not in memory at the moment."));
        events.publishEvent(ModelUnloaded.of(model));
        models.unload(model.id());
        return model.name();
    }
}
