package io.cloister.inference.build;

import static io.cloister.inference.build.OnnxGraph.MICROSOFT;
import static io.cloister.inference.build.OnnxGraph.ONNX;
import static io.cloister.inference.build.OnnxGraph.attribute;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.inference.family.Attention;
import io.cloister.inference.family.Norm;
import io.cloister.inference.family.Rotary;
import java.util.ArrayList;
import java.util.List;

/**
 * Attention with a cache, as ONNX Runtime's GroupQueryAttention. One product makes queries, keys and values. The
 * operator turns them itself where its limits allow; else an operator before it does.
 */
final class AttentionNodes {

    private final OnnxGraph graph;
    private final GraphWeights weights;
    private final LinearNodes linear;
    private final ResidualStream norms;
    private final PositionNodes positions;
    private final RotaryTables tables;
    private final String lastKeys;
    private final String total;

    AttentionNodes(
            OnnxGraph graph, GraphWeights weights, LinearNodes linear, ResidualStream norms, PositionNodes positions) {
        this.graph = graph;
        this.weights = weights;
        this.linear = linear;
        this.norms = norms;
        this.positions = positions;
        this.tables = new RotaryTables(weights);
        this.lastKeys = positions.lastKeys();
        this.total = positions.total();
    }

    String add(int layer, Attention attention, String input) throws UnusableCheckpointException {
        String name = "layers." + layer + ".attention";
        String packed = linear.add(attention.packed(), input);
        if (attention.clip() > 0) {
            packed = graph.node(
                    ONNX,
                    "Clip",
                    name + ".clipped",
                    List.of(
                            packed,
                            weights.constant(name + ".least", -attention.clip()),
                            weights.constant(name + ".most", attention.clip())));
        }
        boolean inside = turnsInside(attention);
        List<String> heads = attention.norms() == null && (inside || attention.rotary() == null)
                ? List.of(packed, "", "")
                : split(name, attention, packed, inside);
        cache(layer, attention);
        String past = "past_key_values." + layer;
        String present = "present." + layer;
        var inputs = new ArrayList<>(heads);
        inputs.addAll(List.of(past + ".key", past + ".value", lastKeys, total));
        Rotary rotary = attention.rotary();
        boolean moved = rotary != null && rotary.beyond() != null;
        inputs.addAll(
                inside && rotary != null
                        ? List.of(tables.cosines(rotary), tables.sines(rotary), moved ? positions.rows(rotary) : "")
                        : List.of("", "", ""));
        inputs.add(
                attention.scoring().linearBias()
                        ? positions.linearBias(
                                attention.heads(), attention.scoring().scale())
                        : "");
        graph.nodes(
                MICROSOFT,
                "GroupQueryAttention",
                name,
                withoutTrailingBlanks(inputs),
                List.of(name, present + ".key", present + ".value"),
                attribute("num_heads", attention.heads()),
                attribute("kv_num_heads", attention.keyHeads()),
                attribute("scale", attention.scoring().scale()),
                attribute("softcap", attention.scoring().softcap()),
                attribute("local_window_size", window(attention)),
                attribute("do_rotary", inside ? 1 : 0));
        return linear.add(attention.output(), name);
    }

    private static int window(Attention attention) {
        int window = attention.scoring().window();
        return window == 0 ? -1 : window;
    }

    /** Inside the operator, sizes of heads and of what turns must be multiples of 16. */
    private static boolean turnsInside(Attention attention) {
        Rotary rotary = attention.rotary();
        return rotary != null && attention.headSize() % 16 == 0 && rotary.dimensions() % 16 == 0;
    }

    private void cache(int layer, Attention attention) {
        var type = weights.type().onnx();
        for (String part : List.of(".key", ".value")) {
            graph.input(
                    "past_key_values." + layer + part,
                    type,
                    "batch_size",
                    attention.keyHeads(),
                    "past_sequence_length",
                    attention.headSize());
            graph.output(
                    "present." + layer + part,
                    type,
                    "batch_size",
                    attention.keyHeads(),
                    "total_sequence_length",
                    attention.headSize());
        }
    }

    private List<String> split(String name, Attention attention, String packed, boolean inside)
            throws UnusableCheckpointException {
        long queries = (long) attention.heads() * attention.headSize();
        long keys = (long) attention.keyHeads() * attention.headSize();
        List<String> parts = List.of(name + ".queries", name + ".keys", name + ".values");
        String sizes = "attention.widths." + queries + "." + keys;
        graph.integers(sizes, queries, keys, keys);
        graph.nodes(ONNX, "Split", name + ".split", List.of(packed, sizes), parts, attribute("axis", -1));
        String query = parts.get(0);
        String key = parts.get(1);
        Attention.QueryKeyNorms both = attention.norms();
        if (both != null) {
            query = normed(query, both.query(), both.perHead(), queries);
            key = normed(key, both.key(), both.perHead(), keys);
        }
        Rotary rotary = attention.rotary();
        if (rotary != null && !inside) {
            query = turned(query, rotary, attention.heads());
            key = turned(key, rotary, attention.keyHeads());
        }
        return List.of(query, key, parts.get(2));
    }

    private String normed(String value, Norm norm, boolean perHead, long width) throws UnusableCheckpointException {
        if (!perHead) {
            return norms.norm(value + ".normed", value, norm);
        }
        String heads = shape("attention.heads." + norm.size(), norm.size());
        String all = shape("attention.all." + width, width);
        String single = graph.node(ONNX, "Reshape", value + ".single", List.of(value, heads));
        String done = norms.norm(value + ".normed", single, norm);
        return graph.node(ONNX, "Reshape", value + ".joined", List.of(done, all));
    }

    /** [batch, whatever is left, width]. */
    private String shape(String name, long width) {
        return graph.integers(name, 0, -1, width);
    }

    private String turned(String value, Rotary rotary, int heads) {
        return graph.node(
                MICROSOFT,
                "RotaryEmbedding",
                value + ".turned",
                List.of(value, positions.rows(rotary), tables.cosines(rotary), tables.sines(rotary)),
                attribute("interleaved", 0),
                attribute("num_heads", heads),
                attribute("rotary_embedding_dim", rotary.dimensions()));
    }

    private static List<String> withoutTrailingBlanks(List<String> names) {
        int end = names.size();
        while (names.get(end - 1).isEmpty()) {
            end--;
        }
        return names.subList(0, end);
    }
}
