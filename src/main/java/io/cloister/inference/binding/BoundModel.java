package io.cloister.inference.binding;

import io.cloister.inference.onnx.AdaptableGraph;
import io.cloister.inference.onnx.AdapterInput;
import io.cloister.inference.onnx.DecoderRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import onnx.ModelProto;

/**
 * A model of ours in memory for serving: its weights once, for all who use it. Safe for use by many threads. What was
 * made here must be closed before it is.
 */
public final class BoundModel implements AutoCloseable {

    private final NativeSession session;
    private final DecoderShape shape;

    private BoundModel(NativeSession session, DecoderShape shape) {
        this.session = session;
        this.shape = shape;
    }

    /**
     * Loads a model.
     *
     * @param graph file of a graph that was built here
     * @param adaptable whether its rows may have adapters
     * @param threads used inside one run; 0 leaves it to the number of cores
     * @throws IOException where the file cannot be read
     * @throws RuntimeFailure where ONNX Runtime cannot load it, also for want of memory
     */
    public static BoundModel open(Path graph, boolean adaptable, int threads, Device device) throws IOException {
        ModelProto model = ModelProto.parseFrom(Files.readAllBytes(graph));
        ModelProto serving = ServingGraph.of(adaptable ? AdaptableGraph.of(model) : model);
        var settings = new SessionSettings(graph.resolveSibling(""), threads, device);
        return new BoundModel(new NativeSession(serving.toByteArray(), settings), DecoderShape.of(serving.getGraph()));
    }

    /** Bytes of cache for each token of a text. */
    public long bytesPerToken() {
        return shape.bytesPerToken();
    }

    /**
     * Rows for some texts.
     *
     * @param adapter for all of them; empty for the model as it is
     * @throws RuntimeFailure where there is no memory for them
     */
    public DecoderRows rows(RowLimits limits, List<AdapterInput> adapter) {
        return new BoundRows(session, shape, new AdapterInputs(session, shape.slots(), adapter), limits);
    }

    @Override
    public void close() {
        session.close();
    }
}
