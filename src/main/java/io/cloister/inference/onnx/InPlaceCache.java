package io.cloister.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.ArrayList;
import java.util.List;

/**
 * A cache that the graph writes where it reads it, in memory of our own. Its capacity doubles when it is used up, so that
 * a token does not cost a copy of all those before.
 */
final class InPlaceCache implements AttentionCache {

    private static final int SMALLEST = 128;

    private final OrtEnvironment environment;
    private final List<CacheTensor> tensors;
    private final int limit;
    private CacheMemory memory;
    private final List<OnnxTensor> views = new ArrayList<>();

    /** @param limit tokens that a text can grow to */
    InPlaceCache(OrtEnvironment environment, List<CacheTensor> tensors, int limit) {
        this.environment = environment;
        this.tensors = tensors;
        this.limit = limit;
        this.memory = new CacheMemory(tensors, Math.min(limit, SMALLEST));
    }

    @Override
    public void reserve(int tokens) {
        if (tokens > memory.capacity()) {
            int capacity = Math.max(tokens, Math.min(limit, 2 * memory.capacity()));
            CacheMemory larger = new CacheMemory(tensors, capacity);
            larger.copy(memory);
            close();
            memory = larger;
        }
    }

    @Override
    public void offer(GraphCall call) throws OrtException {
        if (!views.isEmpty()) {
            return;
        }
        for (int i = 0; i < tensors.size(); i++) {
            CacheTensor tensor = tensors.get(i);
            OnnxTensor view = OnnxTensor.createTensor(
                    environment, memory.part(i), tensor.shape(memory.capacity()), tensor.type());
            views.add(view);
            call.inputs().put(tensor.past(), view);
            call.pinned().put(tensor.present(), view);
        }
    }

    private void hide() {
        views.forEach(OnnxTensor::close);
        views.clear();
    }

    @Override
    public void accept(OrtSession.Result result) {
        // Everything was written where it belongs; closing leaves pinned outputs alone.
        result.close();
    }

    @Override
    public void clear() {
        // What lies behind a text's length is never read.
    }

    @Override
    public void close() {
        hide();
        memory.close();
    }
}
