package io.cloister.inference.build;

import static io.cloister.inference.build.OnnxGraph.MICROSOFT;
import static io.cloister.inference.build.OnnxGraph.ONNX;
import static io.cloister.inference.build.OnnxGraph.attribute;

import io.cloister.catalog.WeightsType;
import io.cloister.inference.build.DataFile.Region;
import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.inference.family.DecoderDescription;
import io.cloister.inference.family.Embedding;
import io.cloister.inference.family.Head;
import java.util.ArrayList;
import java.util.List;
import onnx.TensorProto.DataType;

/** The two ends of a decoder: vectors of tokens, and scores for each token, which may share one matrix. */
final class EmbeddingNodes {

    private static final String WEIGHT = "embedding.weight";

    private final OnnxGraph graph;
    private final GraphWeights weights;
    private final LinearNodes linear;
    private final BuildOptions options;
    private final Embedding embedding;
    private final Head head;
    private final MatrixRows rows;
    private final boolean quantized;
    private final WeightsType type;

    EmbeddingNodes(
            OnnxGraph graph,
            GraphWeights weights,
            LinearNodes linear,
            BuildOptions options,
            DecoderDescription description)
            throws UnusableCheckpointException {
        this.graph = graph;
        this.weights = weights;
        this.linear = linear;
        this.options = options;
        this.embedding = description.embedding();
        this.head = description.head();
        this.rows = weights.rows(embedding.tokens());
        this.type = head.tied() ? options.head() : options.embeddings();
        // The operator that looks up quantized rows takes whole blocks only.
        this.quantized = BuildOptions.quantized(type) && rows.columns() % options.blockSize() == 0;
    }

    /** Vectors [batch, length, hidden] for tokens, and the function that gives scores for hidden states. */
    Ends add(String tokens, PositionNodes positions) throws UnusableCheckpointException {
        Ends ends = quantized ? quantized(tokens) : plain(tokens);
        String vectors = ends.vectors();
        if (embedding.scale() != 1) {
            vectors = graph.node(
                    ONNX,
                    "Mul",
                    "embedding.scaled",
                    List.of(vectors, weights.constant("embedding.scale", embedding.scale())));
        }
        if (embedding.positions() != null) {
            vectors = graph.node(
                    ONNX,
                    "Add",
                    "embedding.placed",
                    List.of(vectors, positions.embedded(embedding.positions(), rows.columns())));
        }
        return new Ends(vectors, ends.scores());
    }

    record Ends(String vectors, Scores scores) {}

    /** From hidden states to scores. */
    interface Scores {
        String of(String hidden) throws UnusableCheckpointException;
    }

    private Ends plain(String tokens) throws UnusableCheckpointException {
        Region region = PlainMatrix.plan(rows, weights.type(), weights.file());
        String table = weights.matrix(WEIGHT, region, rows.rows(), rows.columns());
        String vectors = graph.node(ONNX, "Gather", "embedding", List.of(table, tokens));
        return new Ends(vectors, hidden -> {
            if (!head.tied()) {
                return untied(hidden);
            }
            if (BuildOptions.quantized(type)) {
                return linear.add(head.scores(), hidden, type);
            }
            String turned = graph.node(ONNX, "Transpose", "head.weight", List.of(table));
            return linear.biased(head.scores(), graph.node(ONNX, "MatMul", "head", List.of(hidden, turned)));
        });
    }

    private Ends quantized(String tokens) {
        QuantizedMatrix matrix = linear.plan(rows, type);
        int bits = matrix.quantization().bits();
        long count = rows.rows();
        var inputs = new ArrayList<>(List.of(
                graph.tensor(
                        WEIGHT,
                        DataType.UINT8,
                        List.of(count, (long) matrix.blocks() * matrix.blockBytes()),
                        matrix.codes()),
                tokens,
                graph.tensor(
                        WEIGHT + ".scales",
                        weights.type().onnx(),
                        List.of(count, (long) matrix.blocks()),
                        matrix.scales())));
        if (matrix.zeros() != null) {
            inputs.add(graph.tensor(
                    WEIGHT + ".zeros", DataType.UINT8, List.of(count, (long) matrix.zeroBytes()), matrix.zeros()));
        }
        String vectors = graph.node(
                MICROSOFT,
                "GatherBlockQuantized",
                "embedding",
                inputs,
                attribute("bits", bits),
                attribute("block_size", options.blockSize()),
                attribute("gather_axis", 0),
                attribute("quantize_axis", 1));
        return new Ends(
                vectors,
                hidden -> head.tied()
                        // The same bytes of the data file, in the shape that the other operator wants.
                        ? linear.biased(head.scores(), linear.product("head", hidden, matrix))
                        : untied(hidden));
    }

    private String untied(String hidden) throws UnusableCheckpointException {
        return linear.add(head.scores(), hidden, options.head());
    }
}
