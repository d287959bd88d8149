package io.cloister.inference.onnx;

import static io.cloister.inference.GraphParts.node;
import static io.cloister.inference.GraphParts.value;
import static io.cloister.inference.LoadedModels.SESSIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import onnx.GraphProto;
import onnx.ModelProto;
import onnx.NodeProto;
import onnx.OperatorSetIdProto;
import onnx.TensorProto;
import onnx.TensorProto.DataType;
import org.junit.jupiter.api.Test;

class EightBitRewriteTests {

    /** No multiple of a block. */
    private static final int ROWS = 150;

    private static final int COLUMNS = 16;
    private static final int TOKENS = 40;
    private static final float[] TABLE = random(TOKENS * ROWS, 1);
    private static final float[] MATRIX = random(ROWS * COLUMNS, 2);

    @Test
    void givesTheProductToWithinAPercentAndDropsTheOldWeights() throws Exception {
        EncoderGraph rewritten = graph().inEightBits();

        assertThat(rewritten.model().getGraph().getNodeList())
                .extracting(NodeProto::getOpType)
                .containsExactly("Gather", "MatMulNBits");
        assertThat(rewritten.model().getGraph().getInitializerList())
                .extracting(TensorProto::getName)
                .doesNotContain("matrix");
        float[] found = vectors(rewritten, List.of(new EncoderInput(tokens(0, TOKENS), null)));
        double scale = Math.sqrt(ROWS);
        for (int token = 0; token < TOKENS; token++) {
            for (int column = 0; column < COLUMNS; column++) {
                assertThat((double) found[token * COLUMNS + column])
                        .isCloseTo(product(token, column), within(0.03 * scale));
            }
        }
    }

    @Test
    void givesATextTheSameNumbersInAnyCompany() throws Exception {
        EncoderGraph rewritten = graph().inEightBits();
        float[] alone = vectors(rewritten, List.of(new EncoderInput(tokens(3, 1), null)));
        List<EncoderInput> company = new ArrayList<>(List.of(new EncoderInput(tokens(3, 1), null)));
        for (int i = 0; i < 20; i++) {
            company.add(new EncoderInput(tokens(i, 1 + i), null));
        }

        assertThat(Arrays.copyOf(vectors(rewritten, company), COLUMNS)).containsExactly(alone);
    }

    private static float[] vectors(EncoderGraph graph, List<EncoderInput> texts) throws UnusableGraphException {
        try (EncoderSession session = SESSIONS.openEncoder(graph, List.of("hidden"))) {
            return session.run(texts).values();
        }
    }

    private static double product(int token, int column) {
        double sum = 0;
        for (int i = 0; i < ROWS; i++) {
            sum += (double) TABLE[token * ROWS + i] * MATRIX[i * COLUMNS + column];
        }
        return sum;
    }

    private static long[] tokens(int first, int count) {
        long[] tokens = new long[count];
        Arrays.setAll(tokens, i -> (first + i) % TOKENS);
        return tokens;
    }

    private static EncoderGraph graph() {
        return new EncoderGraph(
                ModelProto.newBuilder()
                        .setIrVersion(8)
                        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                        .setGraph(GraphProto.newBuilder()
                                .setName("product")
                                .addInput(value("input_ids", DataType.INT64, "rows", "columns"))
                                .addOutput(value("hidden", DataType.FLOAT, "rows", "columns", COLUMNS))
                                .addInitializer(floats("table", TABLE, TOKENS, ROWS))
                                .addInitializer(floats("matrix", MATRIX, ROWS, COLUMNS))
                                .addNode(node("Gather", "x", List.of("table", "input_ids")))
                                .addNode(node("MatMul", "hidden", List.of("x", "matrix"))))
                        .build(),
                null);
    }

    private static float[] random(int size, int seed) {
        Random random = new Random(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
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
