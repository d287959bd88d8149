package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.util.List;

/** The windows of Qwen2 and Qwen3: given, but in force only where {@code use_sliding_window} says so. */
final class QwenWindows {

    private QwenWindows() {}

    static List<Scoring> scoring(ConfigKeys config, Dimensions size) throws UnusableCheckpointException {
        boolean used = config.flag("use_sliding_window", false);
        int given = config.sizeOrNone("sliding_window");
        int first = (int) config.number("max_window_layers", 28);
        List<Boolean> sliding = Layers.sliding(config, size.layers(), layer -> layer >= first);
        Scoring plain = Scoring.forHeadsOf(size.headSize());
        return Layers.of(size.layers(), layer -> used && sliding.get(layer) ? plain.within(given) : plain);
    }
}
