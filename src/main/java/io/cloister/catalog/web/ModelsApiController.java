package io.cloister.catalog.web;

import io.cloister.catalog.ModelCatalog;
import io.cloister.catalog.ModelId;
import io.cloister.catalog.store.ModelDocument;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
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

    /** Offers a model to those it is granted to, or withdraws it. */
    @PatchMapping("/{id}")
    ModelDocument offer(@PathVariable UUID id, @Valid @RequestBody OfferRequest request) {
        return ModelDocument.of(catalog.offer(new ModelId(id), request.enabled()));
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

    /** @param enabled whether the house offers it */
    record OfferRequest(@NotNull Boolean enabled) {}
}
