package io.cloister.catalog;

import io.cloister.access.GrantableResources;
import io.cloister.access.ResourceKind;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class GrantableModels implements GrantableResources {

    private final ModelCatalog catalog;

    GrantableModels(ModelCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.MODEL;
    }

    @Override
    public boolean contains(UUID id) {
        return catalog.find(new ModelId(id)).isPresent();
    }
}
