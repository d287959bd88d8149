package io.cloister.knowledge.web;

import io.cloister.knowledge.DocumentCollections.CollectionSummary;
import java.util.UUID;

/** A collection as the portal's JSON shows it. */
record CollectionView(UUID id, String name, UUID departmentId, String department, boolean manageable) {

    static CollectionView of(CollectionSummary collection) {
        return new CollectionView(
                collection.id().value(),
                collection.name(),
                collection.owner().value(),
                collection.ownerName(),
                collection.manageable());
    }
}
