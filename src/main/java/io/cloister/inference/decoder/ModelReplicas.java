package io.cloister.inference.decoder;

import io.cloister.inference.binding.BoundModel;
import io.cloister.inference.binding.RuntimeFailure;
import io.cloister.inference.onnx.AdapterInput;
import io.cloister.inference.onnx.DecoderModel;
import io.cloister.inference.onnx.DecoderRows;
import io.cloister.inference.onnx.Device;
import io.cloister.inference.onnx.GraphFile;
import io.cloister.inference.onnx.OnnxSessions;
import io.cloister.inference.onnx.Placement;
import io.cloister.inference.onnx.RowLimits;
import io.cloister.inference.onnx.UnusableGraphException;
import java.util.ArrayList;
import java.util.List;

/**
 * A model in the memory of one device or of several, each with all of it.
 *
 * @param release run when it is closed
 */
record ModelReplicas(List<DecoderModel> models, Runnable release) implements AutoCloseable {

    /**
     * Loads a model where most is free; a device without memory for it is passed over while there are others.
     *
     * @param adaptable whether it may have adapters
     */
    static ModelReplicas open(GraphFile graph, ModelConfig config, boolean adaptable, OnnxSessions sessions)
            throws UnusableGraphException {
        if (!graph.builtHere()) {
            return new ModelReplicas(List.of(sessions.openDecoder(graph, config.names(), config.limits())), () -> {});
        }
        Placement placement = sessions.placement();
        long bytes = graph.bytes();
        var models = new ArrayList<DecoderModel>();
        var places = new ArrayList<Device>();
        UnusableGraphException full = null;
        for (Device device : placement.emptiestFirst()) {
            if (models.size() == placement.replicas()) {
                break;
            }
            try {
                models.add(BoundModel.open(graph.path(), adaptable, sessions.threads(), device));
                places.add(device);
                placement.note(device, bytes);
            } catch (UnusableGraphException e) {
                if (!(e.getCause() instanceof RuntimeFailure failure && failure.outOfMemory())) {
                    throw e;
                }
                full = e;
            }
        }
        if (full != null && models.isEmpty()) {
            throw full;
        }
        return new ModelReplicas(models, () -> places.forEach(device -> placement.note(device, -bytes)));
    }

    /** The same with an adapter; must be closed before. */
    ModelReplicas adapted(List<AdapterInput> inputs) {
        return new ModelReplicas(
                models.stream().map(model -> model.adapted(inputs)).toList(), () -> {});
    }

    /** Rows on each. */
    List<DecoderRows> rows(RowLimits limits) {
        return models.stream().map(model -> model.rows(limits)).toList();
    }

    int vocabulary() {
        return models.getFirst().vocabulary();
    }

    /** Whether rows take memory only as far as texts reach. */
    boolean lazy() {
        return models.stream().allMatch(DecoderModel::lazy);
    }

    long bytesPerToken() {
        return models.getFirst().bytesPerToken();
    }

    @Override
    public void close() {
        models.forEach(DecoderModel::close);
        release.run();
    }
}
