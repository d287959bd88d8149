package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.util.ArrayList;
import java.util.List;

/**
 * YaRN (Peng et al. 2023), as transformers computes it: pairs that turn often within the original length are kept,
 * those that turn seldom are stretched, those between blended, and attention is sharpened a little.
 *
 * @param fast turns above which a pair is kept
 * @param slow turns below which it is stretched wholly
 * @param whole whether the borders between the pairs are rounded
 */
record YarnScaling(double factor, int original, double fast, double slow, boolean whole, double magnitude) {

    static YarnScaling of(ConfigKeys keys, int context) throws UnusableCheckpointException {
        double factor = keys.number("factor", 1);
        double all = keys.number("mscale_all_dim", 0);
        double some = keys.number("mscale", 0);
        double magnitude = all != 0 && some != 0 ? sharper(factor, some) / sharper(factor, all) : sharper(factor, 1);
        return new YarnScaling(
                factor,
                keys.size("original_max_position_embeddings", context),
                keys.number("beta_fast", 32),
                keys.number("beta_slow", 1),
                keys.flag("truncate", true),
                keys.number("attention_factor", magnitude));
    }

    private static double sharper(double factor, double scale) {
        return factor <= 1 ? 1 : 0.1 * scale * Math.log(factor) + 1;
    }

    Rotary rotary(String name, List<Double> plain, double theta, int context) {
        int dimensions = plain.size() * 2;
        double first = border(fast, dimensions, theta);
        double last = border(slow, dimensions, theta);
        double low = Math.max(whole ? Math.floor(first) : first, 0);
        double high = Math.min(whole ? Math.ceil(last) : last, dimensions - 1);
        var frequencies = new ArrayList<Double>();
        for (int i = 0; i < plain.size(); i++) {
            double width = low == high ? 0.001 : high - low;
            double stretched = Math.clamp((i - low) / width, 0, 1);
            frequencies.add(plain.get(i) / factor * stretched + plain.get(i) * (1 - stretched));
        }
        return new Rotary(name, dimensions, frequencies, magnitude, context, null);
    }

    /** The pair, a fraction included, that makes so many turns within the original length. */
    private double border(double turns, int dimensions, double theta) {
        return dimensions * Math.log(original / (turns * 2 * Math.PI)) / (2 * Math.log(theta));
    }
}
