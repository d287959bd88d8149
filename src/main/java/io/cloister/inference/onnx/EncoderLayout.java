package io.cloister.inference.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * An encoder's inputs and the output that is read.
 *
 * @param pooled whether the output has one vector for a text, and not one for a token
 * @param width of a vector; -1 where the graph does not say
 */
record EncoderLayout(List<Input> inputs, String output, boolean pooled, int width) {

    /** What an input holds, each [batch, length]. */
    enum Content {
        INPUT_IDS,
        ATTENTION_MASK,
        TOKEN_TYPE_IDS,
        POSITION_IDS
    }

    record Input(String name, Content content, OnnxJavaType type) {}

    /**
     * @param outputs names of outputs that will do, the best first
     * @throws UnusableGraphException where an input is unknown or no output will do; the message fits behind a colon
     */
    static EncoderLayout read(OrtSession session, List<String> outputs) throws OrtException, UnusableGraphException {
        var inputs = new ArrayList<Input>();
        for (NodeInfo input : session.getInputInfo().values()) {
            inputs.add(input(input));
        }
        if (inputs.stream().noneMatch(input -> input.content() == Content.INPUT_IDS)) {
            throw new UnusableGraphException("it has no input 'input_ids'");
        }
        Map<String, NodeInfo> offered = session.getOutputInfo();
        String output = outputs.stream()
                .filter(offered::containsKey)
                .findFirst()
                .orElseThrow(() -> new UnusableGraphException(
                        "it has the outputs %s and none of %s".formatted(offered.keySet(), outputs)));
        if (!(Objects.requireNonNull(offered.get(output)).getInfo() instanceof TensorInfo tensor)
                || tensor.getShape().length < 2
                || tensor.getShape().length > 3) {
            throw new UnusableGraphException("its output '%s' is no row of vectors".formatted(output));
        }
        long[] shape = tensor.getShape();
        return new EncoderLayout(
                List.copyOf(inputs), output, shape.length == 2, Math.toIntExact(shape[shape.length - 1]));
    }

    private static Input input(NodeInfo input) throws UnusableGraphException {
        Content content = Arrays.stream(Content.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(input.getName()))
                .findFirst()
                .orElseThrow(() -> new UnusableGraphException(
                        "its input '%s' is unknown; known are input_ids, attention_mask, token_type_ids and position_ids"
                                .formatted(input.getName())));
        if (!(input.getInfo() instanceof TensorInfo tensor)
                || tensor.getShape().length != 2
                || (tensor.type != OnnxJavaType.INT64 && tensor.type != OnnxJavaType.INT32)) {
            throw new UnusableGraphException("its input '%s' is no table of whole numbers".formatted(input.getName()));
        }
        return new Input(input.getName(), content, tensor.type);
    }
}
