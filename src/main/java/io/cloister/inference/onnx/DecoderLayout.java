package io.cloister.inference.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Inputs and outputs of a decoder in Optimum's layout: {@code input_ids}, {@code attention_mask} and maybe
 * {@code position_ids}, each [batch, length]; {@code past_key_values.N.key} and {@code .value}, each [batch, heads, past,
 * width]; to {@code logits} [batch, length, vocabulary] and {@code present.N.key} and {@code .value}.
 *
 * @param pastShapes of an empty cache for one text, by input name
 * @param pastType of the cache: 32 or 16 bit floating point
 */
record DecoderLayout(boolean positions, Map<String, long[]> pastShapes, OnnxJavaType pastType) {

    private static final String IDS = "input_ids";
    private static final String MASK = "attention_mask";
    private static final String POSITIONS = "position_ids";
    private static final String LOGITS = "logits";
    private static final String PAST = "past_key_values.";
    private static final String PRESENT = "present.";
    private static final Set<OnnxJavaType> FLOATS = Set.of(OnnxJavaType.FLOAT, OnnxJavaType.FLOAT16);

    static DecoderLayout of(OrtSession session) throws OrtException, UnusableGraphException {
        Map<String, NodeInfo> inputs = session.getInputInfo();
        Set<String> unknown = new HashSet<>(inputs.keySet());
        List.of(IDS, MASK, POSITIONS).forEach(unknown::remove);
        var shapes = new LinkedHashMap<String, long[]>();
        OnnxJavaType type = OnnxJavaType.FLOAT;
        for (int layer = 0; inputs.containsKey(PAST + layer + ".key"); layer++) {
            for (String part : List.of(".key", ".value")) {
                String name = PAST + layer + part;
                TensorInfo info = tensor(inputs, name);
                type = info.type;
                shapes.put(name, emptyShape(name, info));
                unknown.remove(name);
                require(session.getOutputNames(), "output", presentName(name));
            }
        }
        require(inputs.keySet(), "input", IDS);
        require(inputs.keySet(), "input", MASK);
        require(inputs.keySet(), "input", PAST + "0.key");
        require(session.getOutputNames(), "output", LOGITS);
        if (!unknown.isEmpty()) {
            throw new UnusableGraphException(
                    "it has inputs that a text decoder does not have: " + String.join(", ", new ArrayList<>(unknown)));
        }
        return new DecoderLayout(inputs.containsKey(POSITIONS), shapes, type);
    }

    static String presentName(String past) {
        return PRESENT + past.substring(PAST.length());
    }

    private static void require(Set<String> names, String kind, String name) throws UnusableGraphException {
        if (!names.contains(name)) {
            throw new UnusableGraphException("it has no %s '%s'".formatted(kind, name));
        }
    }

    private static TensorInfo tensor(Map<String, NodeInfo> inputs, String name) throws UnusableGraphException {
        NodeInfo node = inputs.get(name);
        if (node == null || !(node.getInfo() instanceof TensorInfo info) || !FLOATS.contains(info.type)) {
            throw new UnusableGraphException("its input '%s' is missing or not floating point".formatted(name));
        }
        return info;
    }

    private static long[] emptyShape(String name, TensorInfo info) throws UnusableGraphException {
        long[] shape = info.getShape();
        if (shape.length != 4 || shape[1] < 1 || shape[3] < 1) {
            throw new UnusableGraphException(
                    "its input '%s' does not have the shape [batch, heads, past, width]".formatted(name));
        }
        return new long[] {1, shape[1], 0, shape[3]};
    }
}
