package io.cloister.catalog;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog knows about a model.
 *
 * @param name short, lower case, unique: {@code cloister-quote}
 * @param title for people: {@code Cloister Quote}
 * @param summary one sentence on what it is good for
 * @param licence SPDX id, or the licence's name
 * @param folder where its files lie; null for a model that is part of the program
 * @param sha256 hex digest over the manifest of its files; for a built-in model over its own resources
 * @param grounded whether it answers from sources; one that does not continues the text it is given
 * @param enabled whether the house offers it at all
 * @param card {@link ModelCard#BLANK} for a model that is part of the program
 * @param base what an adapter runs on; null for all others
 */
public record ModelDescription(
        ModelId id,
        String name,
        String title,
        String summary,
        ModelTask task,
        ModelRuntime runtime,
        String version,
        String licence,
        @Nullable Path folder,
        String sha256,
        long bytes,
        boolean grounded,
        boolean enabled,
        Instant addedAt,
        ModelCard card,
        @Nullable AdapterBase base) {

    /** Whether people can use it: an adapter only together with its base. */
    public boolean offered() {
        return enabled && (base == null || base.enabled());
    }

    /** A model without a card. */
    public ModelDescription(
            ModelId id,
            String name,
            String title,
            String summary,
            ModelTask task,
            ModelRuntime runtime,
            String version,
            String licence,
            @Nullable Path folder,
            String sha256,
            long bytes,
            boolean grounded,
            boolean enabled,
            Instant addedAt) {
        this(
                id,
                name,
                title,
                summary,
                task,
                runtime,
                version,
                licence,
                folder,
                sha256,
                bytes,
                grounded,
                enabled,
                addedAt,
                ModelCard.BLANK,
                null);
    }
}
