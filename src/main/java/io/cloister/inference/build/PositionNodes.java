package io.cloister.inference.build;

import static io.cloister.inference.build.OnnxGraph.ONNX;
import static io.cloister.inference.build.OnnxGraph.attribute;
import static io.cloister.inference.build.OnnxGraph.to;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.inference.family.Rotary;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onnx.TensorProto.DataType;

/**
 * Where each token stands, computed from the mask alone: a row of the mask has a one for each token, cached ones
 * included, and zeros after the last where the row is shorter than others.
 */
final class PositionNodes {

    static final String IDS = "input_ids";
    static final String MASK = "attention_mask";

    private final OnnxGraph graph;
    private final GraphWeights weights;
    private final int context;
    private final Map<String, String> positions = new HashMap<>();
    private final String lengths;
    private final String first;
    private final String width;

    PositionNodes(OnnxGraph graph, GraphWeights weights, int context) {
        this.graph = graph;
        this.weights = weights;
        this.context = context;
        graph.integers("zero", 0);
        graph.integers("one", 1);
        this.lengths = graph.node(ONNX, "ReduceSum", "lengths", List.of(MASK, "one"), attribute("keepdims", 0));
        this.width = dimension("width", IDS);
        // Rows of a first prompt start at 0, whatever their length; later tokens end at the row's own length.
        this.first = graph.node(
                ONNX,
                "Max",
                "first_positions",
                List.of(graph.node(ONNX, "Sub", "lengths_before", List.of(lengths, width)), "zero"));
    }

    /** The second dimension of a value, [1]. */
    private String dimension(String name, String of) {
        return graph.node(ONNX, "Shape", name, List.of(of), attribute("start", 1), attribute("end", 2));
    }

    /** Index of the last token of each row, [batch], 32 bit: what attention wants to know of lengths. */
    String lastKeys() {
        String last = graph.node(ONNX, "Sub", "last_keys_long", List.of(lengths, "one"));
        return graph.node(ONNX, "Cast", "last_keys", List.of(last), to(DataType.INT32));
    }

    /** Tokens of the longest row, a single number of 32 bit. */
    String total() {
        String size = graph.node(ONNX, "Squeeze", "total_long", List.of(dimension("mask_width", MASK)));
        return graph.node(ONNX, "Cast", "total", List.of(size), to(DataType.INT32));
    }

    /** Keeps the hidden state of each row's last token: [batch, length, hidden] to [batch, 1, hidden]. */
    String lastOnly(String hidden) {
        String next = graph.node(ONNX, "Sub", "last_inputs_next", List.of(lengths, first));
        String last = graph.node(ONNX, "Sub", "last_inputs", List.of(next, "one"));
        String index = graph.node(ONNX, "Unsqueeze", "last_inputs_index", List.of(last, "one"));
        String gathered =
                graph.node(ONNX, "GatherND", "last_hidden", List.of(hidden, index), attribute("batch_dims", 1));
        return graph.node(ONNX, "Unsqueeze", "last_hidden_row", List.of(gathered, "one"));
    }

    /** Position of each token, [batch, length]. */
    String positions() {
        return positions.computeIfAbsent("", _ -> {
            graph.inline("zero_scalar", DataType.INT64, List.of(), longs(0));
            graph.inline("one_scalar", DataType.INT64, List.of(), longs(1));
            String end = graph.node(ONNX, "Squeeze", "width_scalar", List.of(width));
            String range = graph.node(ONNX, "Range", "steps", List.of("zero_scalar", end, "one_scalar"));
            String column = graph.node(ONNX, "Unsqueeze", "first_column", List.of(first, "one"));
            return graph.node(ONNX, "Add", "positions", List.of(column, range));
        });
    }

    /** Row of each token in the tables of a rotation: its position, moved on in texts that grew long. */
    String rows(Rotary rotary) {
        Rotary.LongTexts beyond = rotary.beyond();
        if (beyond == null) {
            return positions();
        }
        String every = positions();
        return positions.computeIfAbsent(rotary.name(), name -> {
            graph.integers(name + "_after", beyond.after());
            String longer = graph.node(ONNX, "Greater", name + "_longer", List.of(lengths, name + "_after"));
            String flag = graph.node(ONNX, "Cast", name + "_flag", List.of(longer), to(DataType.INT64));
            String moved = graph.node(ONNX, "Mul", name + "_moved", List.of(flag, name + "_after"));
            String column = graph.node(ONNX, "Unsqueeze", name + "_moved_column", List.of(moved, "one"));
            return graph.node(ONNX, "Add", name + "_rows", List.of(every, column));
        });
    }

    /** Learned vectors of positions, [batch, length, hidden]. */
    String embedded(String tensor, int hidden) throws UnusableCheckpointException {
        List<Long> shape = List.of((long) context, (long) hidden);
        String table = weights.numbers("positions.weight", shape, weights.read(tensor, shape));
        return graph.node(ONNX, "Gather", "positions.embedded", List.of(table, positions()));
    }

    /** Added to scores so that they fall with the distance: [1, heads, length, total]. */
    String linearBias(int heads, double scale) {
        return positions.computeIfAbsent("linear", _ -> {
            String table = weights.numbers(
                    "linear_bias.table",
                    List.of(1L, (long) heads, 1L, (long) context),
                    LinearBias.table(heads, context, scale));
            String total = dimension("linear_bias.total", MASK);
            graph.integers("linear_bias.axis", 3);
            String cut =
                    graph.node(ONNX, "Slice", "linear_bias.cut", List.of(table, "zero", total, "linear_bias.axis"));
            graph.integers("linear_bias.heads", 1, heads);
            String shape = graph.node(
                    ONNX,
                    "Concat",
                    "linear_bias.shape",
                    List.of("linear_bias.heads", width, total),
                    attribute("axis", 0));
            return graph.node(ONNX, "Expand", "linear_bias", List.of(cut, shape));
        });
    }

    private static ByteBuffer longs(long value) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .flip();
    }
}
