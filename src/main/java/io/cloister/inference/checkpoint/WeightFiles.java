package io.cloister.inference.checkpoint;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which files of a folder hold its weights: a single one, or shards that an index lists.
 *
 * @param source the single file or the index
 * @param places by tensor, the shard that holds it; empty for a single file
 */
record WeightFiles(String source, Set<String> names, Map<String, String> places) {

    private static final String SUFFIX = ".safetensors";

    /** @param stem {@code model} or {@code adapter_model} */
    static WeightFiles in(CheckpointFolder folder, String stem) throws UnusableCheckpointException {
        List<String> present = folder.names().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(SUFFIX))
                .toList();
        for (String name : present) {
            Pickles.refuseDisguised(folder, name);
        }
        String single = stem + SUFFIX;
        String index = single + ".index.json";
        if (folder.has(index)) {
            Map<String, String> places = ShardIndex.read(folder, index);
            var shards = new TreeSet<>(places.values());
            if (folder.has(single) && !shards.contains(single)) {
                throw new UnusableCheckpointException(
                        "The folder has '%s' and also '%s', which names other files; remove the one that is not meant."
                                .formatted(single, index));
            }
            return new WeightFiles(index, shards, places);
        }
        if (present.size() > 1) {
            throw new UnusableCheckpointException(
                    "The folder has several safetensors files ('%s', '%s', ...) but no '%s'; add the maker's index or keep only the file that is meant."
                            .formatted(present.get(0), present.get(1), index));
        }
        if (!folder.has(single)) {
            Pickles.refuseInsteadOf(folder, single);
            throw new UnusableCheckpointException(
                    present.isEmpty()
                            ? "The folder has no weights: the file '%s' is missing; copy the maker's safetensors files into it."
                                    .formatted(single)
                            : "The folder has '%s' but neither '%s' nor '%s'; copy all of the maker's files into it."
                                    .formatted(present.getFirst(), single, index));
        }
        return new WeightFiles(single, Set.of(single), Map.of());
    }

    /** Checks that a tensor lies where the index says. */
    void checkPlace(String tensor, String file) throws UnusableCheckpointException {
        if (!places.isEmpty() && !file.equals(places.get(tensor))) {
            throw new UnusableCheckpointException(
                    "The tensor '%.200s' lies in '%s', where '%s' does not expect it; get index and weights together from the maker."
                            .formatted(tensor, file, source));
        }
    }

    /** Checks that no tensor of the index is missing. */
    void checkComplete(Set<String> tensors) throws UnusableCheckpointException {
        for (Map.Entry<String, String> place : places.entrySet()) {
            if (!tensors.contains(place.getKey())) {
                throw new UnusableCheckpointException(
                        "The tensor '%.200s' is missing from '%s', where '%s' expects it; get index and weights together from the maker."
                                .formatted(place.getKey(), place.getValue(), source));
            }
        }
    }
}
