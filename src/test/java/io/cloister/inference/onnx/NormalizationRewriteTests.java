package io.cloister.inference.onnx;

import static io.cloister.inference.GraphParts.attribute;
import static io.cloister.inference.GraphParts.node;
import static io.cloister.inference.GraphParts.value;
import static io.cloister.inference.LoadedModels.SESSIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import onnx.AttributeProto;
import onnx.GraphProto;
import onnx.ModelProto;
import onnx.NodeProto;
import onnx.OperatorSetIdProto;
import onnx.TensorProto;
import onnx.TensorProto.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizationRewriteTests {

    private static final float EPSILON = 0.25f;
    private static final float[] SCALE = {1, 2, -1, 0.5f};
    private static final float[] SHIFT = {0, 1, 0, 3};
    private static final float[] TABLE = {1, 2, 3, 4, -1, 0, 0, 5, 0, 0, 0, 0, 100, 100, 100, 104};

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givesTheNumbersOfLayerNormalisation(boolean spelledOut) throws Exception {
        ModelProto model = model(spelledOut, -1);
        assertThat(operators(NormalizationRewrite.apply(model))).contains("SkipLayerNormalization");

        try (EncoderSession session = SESSIONS.openEncoder(new EncoderGraph(model, null), List.of("hidden"))) {
            EncoderOutput output = session.run(List.of(new EncoderInput(new long[] {0, 1, 2, 3}, null)));
            for (int row = 0; row < 4; row++) {
                assertRow(output, row);
            }
        }
    }

    @Test
    void leavesOtherAxesAlone() {
        assertThat(NormalizationRewrite.apply(model(true, 1))).isEqualTo(model(true, 1));
    }

    private static void assertRow(EncoderOutput output, int row) {
        double mean = 0;
        double variance = 0;
        for (int i = 0; i < 4; i++) {
            mean += TABLE[4 * row + i] / 4;
        }
        for (int i = 0; i < 4; i++) {
            variance += Math.pow(TABLE[4 * row + i] - mean, 2) / 4;
        }
        for (int i = 0; i < 4; i++) {
            double expected = (TABLE[4 * row + i] - mean) / Math.sqrt(variance + EPSILON) * SCALE[i] + SHIFT[i];
            assertThat((double) output.values()[4 * row + i]).isCloseTo(expected, within(2e-3));
        }
    }

    private static List<String> operators(ModelProto model) {
        return model.getGraph().getNodeList().stream().map(NodeProto::getOpType).toList();
    }

    private static ModelProto model(boolean spelledOut, int axis) {
        GraphProto.Builder graph = GraphProto.newBuilder()
                .setName("normal")
                .addInput(value("input_ids", DataType.INT64, "rows", "columns"))
                .addOutput(value("hidden", DataType.FLOAT, "rows", "columns", 4))
                .addInitializer(floats("table", TABLE, 4, 4))
                .addInitializer(floats("scale", SCALE, 4))
                .addInitializer(floats("shift", SHIFT, 4))
                .addInitializer(floats("epsilon", new float[] {EPSILON}))
                .addInitializer(floats("two", new float[] {2}))
                .addNode(node("Gather", "x", List.of("table", "input_ids")));
        if (spelledOut) {
            AttributeProto axes = AttributeProto.newBuilder()
                    .setName("axes")
                    .setType(AttributeProto.AttributeType.INTS)
                    .addInts(axis)
                    .build();
            graph.addNode(node("ReduceMean", "mean", List.of("x"), axes))
                    .addNode(node("Sub", "centred", List.of("x", "mean")))
                    .addNode(node("Pow", "square", List.of("centred", "two")))
                    .addNode(node("ReduceMean", "variance", List.of("square"), axes))
                    .addNode(node("Add", "positive", List.of("variance", "epsilon")))
                    .addNode(node("Sqrt", "deviation", List.of("positive")))
                    .addNode(node("Div", "normal", List.of("centred", "deviation")))
                    .addNode(node("Mul", "scaled", List.of("normal", "scale")))
                    .addNode(node("Add", "hidden", List.of("scaled", "shift")));
        } else {
            graph.addNode(node(
                    "LayerNormalization",
                    "hidden",
                    List.of("x", "scale", "shift"),
                    attribute("axis", axis),
                    AttributeProto.newBuilder()
                            .setName("epsilon")
                            .setType(AttributeProto.AttributeType.FLOAT)
                            .setF(EPSILON)
                            .build()));
        }
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph)
                .build();
    }

    private static TensorProto floats(String name, float[] values, long... dimensions) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .setRawData(ByteString.copyFrom(bytes));
        for (long dimension : dimensions) {
            tensor.addDims(dimension);
        }
        return tensor.build();
    }
}
