package io.cloister.inference.web;

import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The models in memory, for programs. */
@RestController
@RequestMapping("/api/admin/running-models")
@PreAuthorize("hasRole('ADMIN')")
class RunningModelsApiController {

    private final RunningModels models;

    RunningModelsApiController(RunningModels models) {
        this.models = models;
    }

    @GetMapping
    List<RunningModel> all() {
        return models.all();
    }

    /** Takes one out of memory; texts under way fail. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unload(@PathVariable UUID id) {
        models.unload(id);
    }
}
