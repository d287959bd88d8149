package io.cloister.inference.build;

import static io.cloister.inference.build.OnnxGraph.ONNX;
import static io.cloister.inference.build.OnnxGraph.to;

import io.cloister.inference.adapter.LoraAdapter;
import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.inference.checkpoint.Weights;
import io.cloister.inference.family.Attention;
import io.cloister.inference.family.Block;
import io.cloister.inference.family.DecoderDescription;
import io.cloister.inference.family.Head;
import io.cloister.inference.family.Layer;
import io.cloister.inference.family.Norm;
import java.util.List;
import java.util.Set;
import onnx.TensorProto.DataType;
import org.jspecify.annotations.Nullable;

/**
 * A decoder as an ONNX graph: {@code input_ids} [batch, length] and {@code attention_mask} [batch, total] to {@code
 * logits} [batch, 1, vocabulary] of each row's last token. Keys and values go in as {@code past_key_values.N.key} and
 * {@code .value} and come out as {@code present.N.key} and {@code .value}, [batch, heads, length, size], and may share
 * their memory. Inputs and outputs are named as onnxruntime-genai names them.
 */
final class DecoderGraph {

    private final DecoderDescription description;
    private final OnnxGraph graph;
    private final GraphWeights weights;
    private final LinearNodes linear;
    private final EmbeddingNodes ends;

    DecoderGraph(
            DecoderDescription description,
            Weights checkpoint,
            @Nullable LoraAdapter adapter,
            BuildOptions options,
            OnnxGraph graph,
            DataFile file)
            throws UnusableCheckpointException {
        this.description = description;
        this.graph = graph;
        this.weights = new GraphWeights(graph, file, checkpoint, adapter, options.numbers());
        this.linear = new LinearNodes(graph, weights, options);
        this.ends = new EmbeddingNodes(graph, weights, linear, options, description);
    }

    /** Adds all nodes. Gives the names of the tensors that went in. */
    Set<String> add() throws UnusableCheckpointException {
        graph.input(PositionNodes.IDS, DataType.INT64, "batch_size", "sequence_length");
        graph.input(PositionNodes.MASK, DataType.INT64, "batch_size", "total_sequence_length");
        graph.output(
                "logits", DataType.FLOAT, "batch_size", 1, description.size().vocabulary());
        var positions = new PositionNodes(graph, weights, description.size().context());
        EmbeddingNodes.Ends embedded = ends.add(PositionNodes.IDS, positions);
        var stream = new ResidualStream(graph, weights, embedded.vectors());
        var attention = new AttentionNodes(graph, weights, linear, stream, positions);
        var feedForward = new FeedForwardNodes(graph, weights, linear);
        for (int number = 0; number < description.layers().size(); number++) {
            add(number, description.layers().get(number), stream, attention, feedForward);
        }
        String hidden = normed(stream, "final_norm", description.finalNorm());
        logits(embedded.scores().of(positions.lastOnly(hidden)));
        return weights.used();
    }

    private void add(
            int number, Layer layer, ResidualStream stream, AttentionNodes attention, FeedForwardNodes feedForward)
            throws UnusableCheckpointException {
        String name = "layers." + number;
        Attention first = layer.attention();
        switch (layer.block()) {
            case Block.Sequential block -> {
                String attended =
                        attention.add(number, first, normed(stream, name + ".attention_norm", block.beforeAttention()));
                stream.add(
                        name + ".attended",
                        after(stream, name + ".attended_norm", attended, block.afterAttention()),
                        block.scale());
                String fed = feedForward.add(
                        number,
                        layer.feedForward(),
                        normed(stream, name + ".feed_forward_norm", block.beforeFeedForward()));
                stream.add(
                        name + ".fed", after(stream, name + ".fed_norm", fed, block.afterFeedForward()), block.scale());
            }
            case Block.Parallel block -> {
                String one = stream.normed(name + ".attention_norm", block.beforeAttention());
                String two = block.beforeFeedForward().equals(block.beforeAttention())
                        ? one
                        : stream.normed(name + ".feed_forward_norm", block.beforeFeedForward());
                String attended = attention.add(number, first, one);
                String fed = feedForward.add(number, layer.feedForward(), two);
                stream.add(name + ".both", graph.node(ONNX, "Add", name + ".both", List.of(attended, fed)), 1);
            }
        }
    }

    private static String normed(ResidualStream stream, String name, @Nullable Norm norm)
            throws UnusableCheckpointException {
        return norm == null ? stream.sum(name) : stream.normed(name, norm);
    }

    private static String after(ResidualStream stream, String name, String value, @Nullable Norm norm)
            throws UnusableCheckpointException {
        return norm == null ? value : stream.norm(name, value, norm);
    }

    private void logits(String scores) {
        Head head = description.head();
        String value = scores;
        if (head.scale() != 1) {
            value = graph.node(
                    ONNX, "Mul", "head.scaled", List.of(value, weights.constant("head.scale", head.scale())));
        }
        if (head.softcap() != 0) {
            String cap = weights.constant("head.cap", head.softcap());
            String less = graph.node(ONNX, "Div", "head.less", List.of(value, cap));
            String bent = graph.node(ONNX, "Tanh", "head.bent", List.of(less));
            value = graph.node(ONNX, "Mul", "head.capped", List.of(bent, cap));
        }
        graph.nodes(ONNX, "Cast", "head.single", List.of(value), List.of("logits"), to(DataType.FLOAT));
    }
}
