package io.cloister.catalog.intake;

import io.cloister.catalog.ModelInspector.InspectedModel;
import io.cloister.catalog.ModelManifest;
import org.jspecify.annotations.Nullable;

/**
 * What a look into a folder has found.
 *
 * @param facts what its manifest will say, but for where it came from
 * @param base of an adapter; null for a model of its own
 */
record Inspection(
        InspectedModel model, ModelManifest facts, @Nullable Base base) {}
