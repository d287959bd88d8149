package io.cloister.inference.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the configuration of a Pooling module says.
 *
 * @param pooling null where the graph does it
 * @param includesPrompt whether a prompt's tokens count
 */
record PoolingConfig(@Nullable Pooling pooling, boolean includesPrompt) {

    static final PoolingConfig DONE = new PoolingConfig(null, true);

    private static final String SWITCH = "pooling_mode_";

    static PoolingConfig read(EncoderFolder folder, String module) throws UnusableEncoderException {
        boolean plain = module.matches("[A-Za-z0-9_-]+");
        JsonNode config = plain ? folder.moduleConfig(module) : folder.json("");
        if (!config.isObject()) {
            throw new UnusableEncoderException(
                    "The file '%s/config.json' is missing or no configuration; get it from the model's maker."
                            .formatted(plain ? module : "1_Pooling"));
        }
        List<String> modes = modes(config);
        Pooling pooling = modes.size() == 1 ? mode(modes.getFirst()) : null;
        if (pooling == null) {
            throw new UnusableEncoderException(
                    "The model pools by %s, and exactly one known way is supported (cls, mean, max, last token, mean over square root of length, weighted mean); choose another model."
                            .formatted(modes));
        }
        return new PoolingConfig(pooling, config.path("include_prompt").asBoolean(true));
    }

    private static @Nullable Pooling mode(String name) {
        return name.startsWith(SWITCH) ? Pooling.ofSwitch(name) : Pooling.ofName(name);
    }

    private static List<String> modes(JsonNode config) {
        JsonNode named = config.path("pooling_mode");
        var modes = new ArrayList<String>();
        if (named.isString()) {
            modes.add(named.asString());
        }
        named.values().forEach(mode -> modes.add(mode.asString("")));
        for (Map.Entry<String, JsonNode> entry : config.properties()) {
            if (entry.getKey().startsWith(SWITCH) && entry.getValue().asBoolean(false)) {
                modes.add(entry.getKey());
            }
        }
        return modes;
    }
}
