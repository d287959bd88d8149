package io.cloister.inference.adapter;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/**
 * What {@code adapter_config.json} of PEFT says about strength.
 *
 * @param alpha the addition is multiplied by alpha/rank
 * @param rootScaled or by alpha/√rank (rsLoRA, Kalajdzievski 2023)
 * @param alphas others for some modules, by the end of their names
 */
record LoraConfig(double alpha, boolean rootScaled, Map<String, Double> alphas) {

    /** Variants of LoRA that are computed otherwise. */
    private static final List<String> VARIANTS = List.of(
            "use_dora", "use_qalora", "lora_bias", "megatron_config", "modules_to_save", "trainable_token_indices");

    static LoraConfig of(JsonNode json) throws UnusableCheckpointException {
        String type = json.path("peft_type").asString("");
        if (!type.equals("LORA")) {
            throw new UnusableCheckpointException(
                    "adapter_config.json describes an adapter of the type '%.100s'; only LORA can be used."
                            .formatted(type));
        }
        for (String variant : VARIANTS) {
            JsonNode value = json.path(variant);
            if (!value.isMissingNode() && !value.isNull() && !(value.isBoolean() && !value.asBoolean())) {
                throw new UnusableCheckpointException(
                        "adapter_config.json has '%s', a variant of LoRA that is not built; train the adapter without it."
                                .formatted(variant));
            }
        }
        if (!json.path("bias").asString("none").equals("none")) {
            throw new UnusableCheckpointException(
                    "The adapter changes biases ('bias' in adapter_config.json), which is not built; train it without.");
        }
        if (!json.path("lora_alpha").isNumber()) {
            throw new UnusableCheckpointException(
                    "adapter_config.json lacks 'lora_alpha'; get the complete adapter from its maker.");
        }
        var alphas = new LinkedHashMap<String, Double>();
        json.path("alpha_pattern")
                .propertyStream()
                .forEach(entry -> alphas.put(entry.getKey(), entry.getValue().asDouble()));
        return new LoraConfig(
                json.path("lora_alpha").asDouble(), json.path("use_rslora").asBoolean(false), alphas);
    }

    /** What an addition of this rank is multiplied by. */
    double scale(String module, int rank) {
        double strength = alphas.entrySet().stream()
                .filter(entry -> matches(entry.getKey(), module))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(alpha);
        return strength / (rootScaled ? Math.sqrt(rank) : rank);
    }

    /** PEFT takes each key as a regular expression for the end of a name. */
    private static boolean matches(String key, String module) {
        try {
            return Pattern.matches("(.*\\.)?(" + key + ")$", module);
        } catch (PatternSyntaxException e) {
            return module.equals(key) || module.endsWith("." + key);
        }
    }
}
