package io.cloister.inference.decoder;

import io.cloister.inference.onnx.DecoderNames;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The decoder in a {@code genai_config.json} of onnxruntime-genai, whose defaults stand for what it leaves out. */
final class GenaiDecoder {

    private GenaiDecoder() {}

    static String graph(JsonNode model) {
        return model.path("decoder").path("filename").asString(DecoderFolder.GRAPH);
    }

    static DecoderNames names(JsonNode model) {
        JsonNode inputs = model.path("decoder").path("inputs");
        JsonNode outputs = model.path("decoder").path("outputs");
        DecoderNames usual = DecoderNames.USUAL;
        return new DecoderNames(
                inputs.path("input_ids").asString(usual.ids()),
                inputs.path("attention_mask").asString(usual.mask()),
                inputs.path("position_ids").asString(usual.positions()),
                outputs.path("logits").asString(usual.logits()),
                caches(inputs, "past", usual.past()),
                caches(outputs, "present", usual.present()));
    }

    /** Keys and values are in two tensors of a layer, or together in one. */
    private static List<String> caches(JsonNode names, String kind, List<String> usual) {
        String together = names.path(kind + "_names").asString("");
        return together.isEmpty()
                ? List.of(
                        names.path(kind + "_key_names").asString(usual.get(0)),
                        names.path(kind + "_value_names").asString(usual.get(1)))
                : List.of(together);
    }
}
