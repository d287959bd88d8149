package io.cloister.catalog;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Identifies a model of the catalog. */
public record ModelId(UUID value) {

    /** The id of a model that is part of the product, the same in every installation. */
    public static ModelId builtIn(String name) {
        return new ModelId(UUID.nameUUIDFromBytes(("cloister:model:" + name).getBytes(StandardCharsets.UTF_8)));
    }
}
