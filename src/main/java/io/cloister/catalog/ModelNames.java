package io.cloister.catalog;

import io.cloister.audit.NameDirectory;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Titles of models. */
@Component
class ModelNames implements NameDirectory {

    private final ModelCatalog catalog;

    ModelNames(ModelCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public Map<UUID, String> namesOf(Set<UUID> ids) {
        return catalog.all().stream()
                .filter(model -> ids.contains(model.id().value()))
                .collect(Collectors.toMap(model -> model.id().value(), ModelDescription::title));
    }
}
