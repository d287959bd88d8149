package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.MissingNode;

/**
 * What {@code config.json} says about rotary positions: in {@code rope_theta} and {@code rope_scaling} in older files, in
 * {@code rope_parameters} in newer ones, there maybe for each kind of layer apart.
 *
 * @param keys of the scaling
 * @param theta base of the frequencies
 * @param part of a head that turns
 * @param context most tokens of a text
 */
record RotaryKeys(
        ConfigKeys keys,
        double theta,
        double part,
        int context,
        @Nullable Integer original) {

    private static final double THETA = 10_000;

    static RotaryKeys of(ConfigKeys config, int context) throws UnusableCheckpointException {
        return of(config, context, "rope_theta", THETA, null);
    }

    /**
     * @param thetaKey key of the base in older files
     * @param kind of layers meant, as newer files name it; null where all are alike
     */
    static RotaryKeys of(ConfigKeys config, int context, String thetaKey, double otherwise, @Nullable String kind)
            throws UnusableCheckpointException {
        double theta = config.number(thetaKey, otherwise);
        double part = config.number("partial_rotary_factor", 1);
        Integer original =
                config.has("original_max_position_embeddings") ? config.size("original_max_position_embeddings") : null;
        if (config.has("rope_parameters")) {
            ConfigKeys keys = config.object("rope_parameters");
            ConfigKeys own = kind != null && keys.has(kind) ? keys.object(kind) : keys;
            return new RotaryKeys(
                    own, own.number("rope_theta", theta), own.number("partial_rotary_factor", part), context, original);
        }
        return new RotaryKeys(config.object("rope_scaling"), theta, part, context, original);
    }

    /** Older files know one scaling, which holds for the layers that see everything. */
    RotaryKeys unscaledInOlderFiles(ConfigKeys config) {
        return config.has("rope_parameters")
                ? this
                : new RotaryKeys(new ConfigKeys(MissingNode.getInstance()), theta, part, context, null);
    }

    /** @param name of the tables in the graph */
    Rotary rotary(String name, int headSize) throws UnusableCheckpointException {
        int dimensions = (int) (headSize * part);
        String type = keys.text("rope_type", keys.text("type", "default"));
        if (dimensions < 2 || dimensions % 2 != 0 || dimensions > headSize) {
            throw new UnusableCheckpointException(
                    "config.json lets %d of %d numbers of a head turn; get the maker's config.json."
                            .formatted(dimensions, headSize));
        }
        List<Double> plain = IntStream.range(0, dimensions / 2)
                .mapToObj(i -> Math.pow(theta, -2.0 * i / dimensions))
                .toList();
        return switch (type) {
            // The dynamic kind changes frequencies only for texts longer than the context, which are not taken.
            case "default", "dynamic" -> {
                keys.number("factor", 1);
                yield new Rotary(name, dimensions, plain, 1, context, null);
            }
            case "linear" -> {
                double factor = keys.number("factor", 1);
                yield new Rotary(
                        name, dimensions, plain.stream().map(f -> f / factor).toList(), 1, context, null);
            }
            case "llama3" ->
                new Rotary(name, dimensions, LlamaThreeScaling.of(keys).scale(plain), 1, context, null);
            case "yarn" -> YarnScaling.of(keys, context).rotary(name, plain, theta, context);
            case "longrope", "su" -> longRope(name, plain);
            default ->
                throw new UnusableCheckpointException(
                        "config.json scales rotary positions as '%s', which is not known; known are default, linear, dynamic, llama3, yarn and longrope."
                                .formatted(type));
        };
    }

    /** LongRoPE (Ding et al. 2024), as transformers computes it. */
    private Rotary longRope(String name, List<Double> plain) throws UnusableCheckpointException {
        int trained = original != null ? original : keys.size("original_max_position_embeddings", context);
        keys.size("original_max_position_embeddings", trained);
        double given = keys.number("factor", (double) context / trained);
        double factor = original != null ? (double) context / trained : given;
        double magnitude = factor <= 1 ? 1 : Math.sqrt(1 + Math.log(factor) / Math.log(trained));
        return new Rotary(
                name,
                plain.size() * 2,
                divided(plain, "short_factor"),
                keys.number("attention_factor", magnitude),
                context,
                new Rotary.LongTexts(trained, divided(plain, "long_factor")));
    }

    private List<Double> divided(List<Double> plain, String key) throws UnusableCheckpointException {
        List<Double> factors = keys.numbers(key);
        if (factors.size() != plain.size()) {
            throw new UnusableCheckpointException(
                    "config.json has %d numbers in '%s' where %d must stand; get the maker's config.json."
                            .formatted(factors.size(), key, plain.size()));
        }
        var frequencies = new ArrayList<Double>();
        for (int i = 0; i < factors.size(); i++) {
            frequencies.add(plain.get(i) / factors.get(i));
        }
        return frequencies;
    }
}
