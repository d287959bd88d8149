package io.cloister.catalog.web;

import io.cloister.catalog.ModelCatalog;
import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelRuntime;
import io.cloister.catalog.ModelTask;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The model catalog for programs. */
@RestController
@RequestMapping("/api/admin/models")
@PreAuthorize("hasRole('ADMIN')")
class ModelsApiController {

    private final ModelCatalog catalog;

    ModelsApiController(ModelCatalog catalog) {
        this.catalog = catalog;
    }

    @GetMapping
    List<ModelDocument> all() {
        return catalog.all().stream().map(ModelDocument::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ModelDocument add(@Valid @RequestBody ModelRequest request) {
        return ModelDocument.of(catalog.importFolder(
                ServerPath.of(request.path()), request.name(), request.title(), request.licence()));
    }

    /** @param path of a model folder on the server */
    record ModelRequest(
            @NotNull String path,
            @NotNull String name,
            @Nullable String title,
            @Nullable String licence) {

        @Override
        public String title() {
            return title == null ? name : title;
        }

        @Override
        public String licence() {
            return licence == null ? "" : licence;
        }
    }

    /** What the catalog knows, without the place where the files lie. */
    record ModelDocument(
            UUID id,
            String name,
            String title,
            String summary,
            ModelTask task,
            ModelRuntime runtime,
            String version,
            String licence,
            String sha256,
            long bytes,
            boolean grounded,
            boolean enabled,
            Instant addedAt) {

        static ModelDocument of(ModelDescription model) {
            return new ModelDocument(
                    model.id().value(),
                    model.name(),
                    model.title(),
                    model.summary(),
                    model.task(),
                    model.runtime(),
                    model.version(),
                    model.licence(),
                    model.sha256(),
                    model.bytes(),
                    model.grounded(),
                    model.enabled(),
                    model.addedAt());
        }
    }
}
