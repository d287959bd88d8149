package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Lists of layers, and of what differs between them. */
final class Layers {

    private static final String SLIDING = "sliding_attention";
    private static final String FULL = "full_attention";

    private Layers() {}

    /** Makes a layer from its number. */
    interface Maker<T> {
        T make(int layer) throws UnusableCheckpointException;
    }

    static <T> List<T> of(int count, Maker<T> maker) throws UnusableCheckpointException {
        var layers = new ArrayList<T>(count);
        for (int layer = 0; layer < count; layer++) {
            layers.add(maker.make(layer));
        }
        return layers;
    }

    /**
     * Which layers see a window only: as {@code layer_types} says, else as the family's own rule does.
     *
     * @throws UnusableCheckpointException where the list is of another length or names another kind
     */
    static List<Boolean> sliding(ConfigKeys config, int count, Maker<Boolean> rule) throws UnusableCheckpointException {
        List<JsonNode> types = config.list("layer_types");
        if (types.isEmpty()) {
            return of(count, rule);
        }
        if (types.size() != count) {
            throw new UnusableCheckpointException(
                    "config.json has %d entries in 'layer_types' for %d layers; get the maker's config.json."
                            .formatted(types.size(), count));
        }
        return of(count, layer -> switch (types.get(layer).asString("")) {
            case SLIDING -> true;
            case FULL -> false;
            default ->
                throw new UnusableCheckpointException(
                        "config.json has a layer of the type %s, which cannot be built; known are %s and %s."
                                .formatted(types.get(layer), FULL, SLIDING));
        });
    }
}
