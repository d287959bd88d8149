package io.cloister.inference.binding;

import io.cloister.inference.onnx.AdaptableGraph;
import io.cloister.inference.onnx.AdapterInput;
import io.cloister.inference.onnx.DecoderModel;
import io.cloister.inference.onnx.DecoderRows;
import io.cloister.inference.onnx.Device;
import io.cloister.inference.onnx.RowLimits;
import io.cloister.inference.onnx.UnusableGraphException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import onnx.ModelProto;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A model of ours in memory for serving. */
public final class BoundModel implements DecoderModel {

    private static final Logger LOG = LoggerFactory.getLogger(BoundModel.class);

    private final NativeSession session;
    private final DecoderShape shape;
    private final List<AdapterInput> adapter;
    private final boolean owner;
    private final boolean captured;

    private BoundModel(
            NativeSession session, DecoderShape shape, List<AdapterInput> adapter, boolean owner, boolean captured) {
        this.captured = captured;
        this.session = session;
        this.shape = shape;
        this.adapter = List.copyOf(adapter);
        this.owner = owner;
    }

    /**
     * Loads a model.
     *
     * @param graph file of a graph that was built here
     * @param adaptable whether it may have adapters
     * @param threads used inside one run; 0 leaves it to the number of cores
     * @throws UnusableGraphException where it cannot be loaded, also for want of memory
     */
    public static BoundModel open(Path graph, boolean adaptable, int threads, Device device)
            throws UnusableGraphException {
        try {
            ModelProto model = ModelProto.parseFrom(Files.readAllBytes(graph));
            ModelProto serving = ServingGraph.of(adaptable ? AdaptableGraph.of(model) : model);
            DecoderShape shape = DecoderShape.of(serving.getGraph());
            byte[] bytes = serving.toByteArray();
            Path weights = graph.resolveSibling("");
            if (!device.host()) {
                try {
                    var session = new NativeSession(bytes, new SessionSettings(weights, threads, device, true));
                    return new BoundModel(session, shape, List.of(), true, true);
                } catch (RuntimeFailure e) {
                    // A graph with a node that only the CPU computes cannot be recorded; all else fails again below.
                    LOG.info("Steps of {} are not recorded on its device: {}", graph, e.getMessage());
                }
            }
            var session = new NativeSession(bytes, new SessionSettings(weights, threads, device, false));
            return new BoundModel(session, shape, List.of(), true, false);
        } catch (IOException | RuntimeFailure e) {
            throw new UnusableGraphException("ONNX Runtime cannot load it (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public DecoderModel adapted(List<AdapterInput> inputs) {
        return new BoundModel(session, shape, inputs, false, captured);
    }

    @Override
    public int vocabulary() {
        return shape.vocabulary();
    }

    @Override
    public long bytesPerToken() {
        return shape.bytesPerToken();
    }

    @Override
    public boolean lazy() {
        return session.device().host();
    }

    @Override
    public DecoderRows rows(RowLimits limits) {
        return new BoundRows(session, shape, new AdapterInputs(session, shape.slots(), adapter), limits, captured);
    }

    /** The same model, whose steps are recorded on the device and replayed. */
    public BoundModel captured() {
        return new BoundModel(session, shape, adapter, owner, true);
    }

    @Override
    public void close() {
        if (owner) {
            session.close();
        }
    }
}
