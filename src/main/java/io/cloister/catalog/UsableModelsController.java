package io.cloister.catalog;

import io.cloister.access.People;
import java.util.List;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The models that the signed-in person may ask. */
@RestController
@PreAuthorize("hasAnyRole('EMPLOYEE', 'DEPARTMENT_MANAGER')")
class UsableModelsController {

    private final ModelCatalog catalog;
    private final People people;

    UsableModelsController(ModelCatalog catalog, People people) {
        this.catalog = catalog;
        this.people = people;
    }

    @GetMapping("/api/models")
    List<UsableModel> models() {
        return catalog.usableBy(people.current().id()).stream()
                .map(model -> new UsableModel(
                        model.id().value(), model.name(), model.title(), model.summary(), model.grounded()))
                .toList();
    }

    record UsableModel(UUID id, String name, String title, String summary, boolean grounded) {}
}
