package io.cloister.knowledge;

import io.cloister.access.GrantableResources;
import io.cloister.access.ResourceKind;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class GrantableCollections implements GrantableResources {

    private final CollectionTable collections;

    GrantableCollections(CollectionTable collections) {
        this.collections = collections;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.COLLECTION;
    }

    @Override
    @Transactional(readOnly = true)
    public boolean contains(UUID id) {
        return collections.find(new CollectionId(id)).isPresent();
    }
}
