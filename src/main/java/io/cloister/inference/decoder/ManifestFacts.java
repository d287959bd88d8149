package io.cloister.inference.decoder;

import io.cloister.inference.onnx.DecoderLimits;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The part of {@code cloister-model.json} that running a model depends on.
 *
 * @param present whether the folder has that file
 * @param contextLength 0 where it is not known
 * @param ropeSwitch as in {@link DecoderLimits}
 */
record ManifestFacts(boolean present, Optional<String> architecture, int contextLength, int ropeSwitch) {

    static ManifestFacts of(JsonNode manifest) {
        JsonNode ropeSwitch = manifest.path("ropeSwitch");
        return new ManifestFacts(
                manifest.isObject(),
                manifest.path("architecture").asStringOpt(),
                manifest.path("contextLength").asInt(0),
                ropeSwitch.isInt() ? ropeSwitch.asInt() : DecoderLimits.NEVER);
    }
}
