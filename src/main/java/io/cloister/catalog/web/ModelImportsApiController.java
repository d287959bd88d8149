package io.cloister.catalog.web;

import io.cloister.access.People;
import io.cloister.access.Person;
import io.cloister.access.PersonId;
import io.cloister.catalog.intake.ImportDocument;
import io.cloister.catalog.intake.ImportJob;
import io.cloister.catalog.intake.ImportOrder;
import io.cloister.catalog.intake.ModelImports;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Imports of models: asked for, watched and stopped. */
@RestController
@RequestMapping("/api/admin/model-imports")
@PreAuthorize("hasRole('ADMIN')")
class ModelImportsApiController {

    private final ModelImports imports;
    private final People people;

    ModelImportsApiController(ModelImports imports, People people) {
        this.imports = imports;
        this.people = people;
    }

    @PostMapping
    ResponseEntity<Map<String, UUID>> start(@Valid @RequestBody ImportRequest request) {
        UUID id = imports.start(request.order()).id();
        return ResponseEntity.accepted()
                .location(URI.create("/api/admin/model-imports/" + id))
                .body(Map.of("id", id));
    }

    @GetMapping
    List<ImportDocument> newest() {
        Map<UUID, String> names = people.all().stream()
                .collect(Collectors.toMap(person -> person.id().value(), Person::name));
        return imports.newest().stream()
                .map(job -> ImportDocument.of(
                        job, names.getOrDefault(job.initiator().id(), unknown(job))))
                .toList();
    }

    @GetMapping("/{id}")
    ImportDocument one(@PathVariable UUID id) {
        ImportJob job = imports.require(id);
        return ImportDocument.of(
                job,
                people.find(new PersonId(job.initiator().id()))
                        .map(Person::name)
                        .orElse(unknown(job)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable UUID id) {
        imports.cancel(id);
    }

    private static String unknown(ImportJob job) {
        return job.initiator().id().toString();
    }

    /** See {@link ImportOrder}. */
    record ImportRequest(
            @NotNull String source,
            @NotNull String name,
            @Nullable String title,
            @Nullable String licence,
            @Nullable String openness,
            @Nullable String weights,
            @Nullable String base) {

        ImportOrder order() {
            return ImportOrder.of(source, name, title, licence, openness, weights)
                    .on(base);
        }
    }
}
