package io.cloister.inference.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The index beside weights in several files: {@code weight_map} names the file of each tensor. */
final class ShardIndex {

    /** What such files are called everywhere; leaves no way out of the folder. */
    private static final Pattern NAME = Pattern.compile("\\w[\\w.+-]{0,200}\\.safetensors");

    private ShardIndex() {}

    /** By tensor, the file that holds it; never empty. */
    static Map<String, String> read(CheckpointFolder folder, String file) throws UnusableCheckpointException {
        JsonNode map = StrictJson.object(folder, file).path("weight_map");
        if (!map.isObject() || map.isEmpty()) {
            throw UnusableCheckpointException.damaged(file, "it has no 'weight_map' with the files of the tensors");
        }
        var places = new LinkedHashMap<String, String>();
        for (Map.Entry<String, JsonNode> place : map.properties()) {
            String shard = place.getValue().asString("");
            if (!place.getValue().isString() || !NAME.matcher(shard).matches() || shard.contains("..")) {
                throw new UnusableCheckpointException(
                        "The index '%s' says that the tensor '%.200s' lies in '%.200s', which is no name of a safetensors file beside it; get the index again from the maker."
                                .formatted(file, place.getKey(), shard));
            }
            places.put(place.getKey(), shard);
        }
        return places;
    }
}
