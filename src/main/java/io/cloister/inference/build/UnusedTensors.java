package io.cloister.inference.build;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.inference.checkpoint.Weights;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Tensors of a checkpoint that nothing read: parts of the model that would be missing. */
final class UnusedTensors {

    /** What older programs stored and follows from the configuration. */
    private static final Pattern DERIVED =
            Pattern.compile(".*(rotary_emb\\.inv_freq|attn\\.(masked_)?bias|attention\\.(masked_)?bias)");

    /** A copy of the embedding where the two are tied. */
    private static final String HEAD = "lm_head.weight";

    private UnusedTensors() {}

    /** @throws UnusableCheckpointException where there are any */
    static void refuse(Weights weights, Set<String> used) throws UnusableCheckpointException {
        var unused = new TreeSet<>(weights.names());
        unused.removeAll(used);
        unused.removeIf(name -> DERIVED.matcher(name).matches() || name.equals(HEAD));
        if (!unused.isEmpty()) {
            throw new UnusableCheckpointException(
                    "The weights hold %d tensors that config.json does not explain, '%.200s' among them; the two files do not belong together, or this is a variant that cannot be built."
                            .formatted(unused.size(), unused.first()));
        }
    }
}
