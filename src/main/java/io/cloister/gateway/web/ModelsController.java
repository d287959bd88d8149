package io.cloister.gateway.web;

import io.cloister.assistant.PromptPipeline;
import io.cloister.catalog.ModelDescription;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The models that the key's owner may use. */
@RestController
@RequestMapping("/v1/models")
@PreAuthorize("hasAuthority('SCOPE_models:read') and hasAnyRole('EMPLOYEE', 'DEPARTMENT_MANAGER')")
class ModelsController {

    private final PromptPipeline pipeline;

    ModelsController(PromptPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @GetMapping
    ModelList models() {
        return new ModelList(
                "list", pipeline.models().stream().map(ModelDocument::of).toList());
    }

    @GetMapping("/{id}")
    ModelDocument model(@PathVariable String id) {
        return ModelDocument.of(pipeline.model(id));
    }

    record ModelList(String object, List<ModelDocument> data) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record ModelDocument(String id, String object, long created, String ownedBy) {

        static ModelDocument of(ModelDescription model) {
            return new ModelDocument(model.name(), "model", model.addedAt().getEpochSecond(), "cloister");
        }
    }
}
