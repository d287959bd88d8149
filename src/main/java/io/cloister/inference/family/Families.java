package io.cloister.inference.family;

import io.cloister.inference.checkpoint.Checkpoint;
import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The families that can be built. */
public final class Families {

    private static final Map<String, Family> KNOWN = List.of(
                    new FalconFamily(),
                    new GemmaFamily(),
                    new Gemma2Family(),
                    new Gemma3Family(),
                    new GptTwoFamily(),
                    new GraniteFamily(),
                    new LlamaFamily(),
                    new MistralFamily(),
                    new MixtralFamily(),
                    new OlmoFamily(),
                    new Olmo2Family(),
                    new PhiFamily(),
                    new Phi3Family(),
                    new Qwen2Family(),
                    new Qwen3Family(),
                    new SmolLm3Family(),
                    new Starcoder2Family())
            .stream()
            .collect(Collectors.toUnmodifiableMap(Family::architecture, Function.identity()));

    private Families() {}

    /** The architectures that can be built, by name. */
    public static List<String> architectures() {
        return KNOWN.keySet().stream().sorted().toList();
    }

    /**
     * Reads what a checkpoint computes.
     *
     * @throws UnusableCheckpointException where its architecture is not known, or its configuration contradicts itself,
     *     asks for a variant that is not built or says what is not understood
     */
    public static DecoderDescription describe(Checkpoint checkpoint) throws UnusableCheckpointException {
        return describe(checkpoint.config(), checkpoint.weights()::has);
    }

    /** @param tensors tells whether the checkpoint has a tensor of a name, where the configuration leaves names open */
    public static DecoderDescription describe(JsonNode json, Predicate<String> tensors)
            throws UnusableCheckpointException {
        var config = new ConfigKeys(json);
        String architecture = json.path("architectures").path(0).asString("");
        Family family = KNOWN.get(architecture);
        if (family == null) {
            throw unknown(architecture, config, tensors);
        }
        if (config.has("quantization_config")) {
            throw new UnusableCheckpointException(
                    "The checkpoint is quantized already ('quantization_config' in config.json); get the maker's original, in 16 or 32 bit.");
        }
        DecoderDescription description = family.describe(config, tensors);
        config.refuseUnread();
        return description;
    }

    /** Says what a new family would have to understand, compared to the plainest one. */
    private static UnusableCheckpointException unknown(
            String architecture, ConfigKeys config, Predicate<String> tensors) {
        try {
            new LlamaFamily().describe(config, tensors);
        } catch (UnusableCheckpointException e) {
            // What it read before it failed counts too.
        }
        String keys = config.unread();
        return new UnusableCheckpointException(
                "config.json names the architecture '%.100s', which cannot be built; known are %s.%s"
                        .formatted(
                                architecture,
                                String.join(", ", architectures()),
                                keys.isEmpty() ? "" : " Not understood in it: %.500s.".formatted(keys)));
    }
}
