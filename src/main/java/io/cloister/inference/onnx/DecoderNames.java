package io.cloister.inference.onnx;

import java.util.List;

/**
 * What a decoder's graph calls its inputs and outputs. In the names of caches {@code %d} stands for the layer.
 *
 * @param past what is kept of a layer: keys and values, or one name where both are in one tensor
 * @param present the same after a step, in the same order
 */
public record DecoderNames(
        String ids, String mask, String positions, String logits, List<String> past, List<String> present) {

    /** As Cloister and Optimum write them, and as onnxruntime-genai takes them to be where nothing else is said. */
    public static final DecoderNames USUAL = new DecoderNames(
            "input_ids",
            "attention_mask",
            "position_ids",
            "logits",
            List.of("past_key_values.%d.key", "past_key_values.%d.value"),
            List.of("present.%d.key", "present.%d.value"));

    public DecoderNames {
        past = List.copyOf(past);
        present = List.copyOf(present);
    }

    static String ofLayer(String pattern, int layer) {
        return pattern.replace("%d", String.valueOf(layer));
    }
}
