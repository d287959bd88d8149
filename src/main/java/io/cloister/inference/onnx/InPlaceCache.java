package io.cloister.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cache that the graph writes where it reads it, in memory of our own. Its capacity doubles when it is used up, so that
 * a token does not cost a copy of all those before.
 */
final class InPlaceCache implements AttentionCache {

    private static final int SMALLEST = 128;

    private final OrtEnvironment environment;
    private final List<CacheTensor> tensors;
    private final int rows;
    private final int limit;
    private CacheMemory memory;
    private @Nullable RowWindow shown;
    private final List<OnnxTensor> views = new ArrayList<>();

    /** @param limit tokens that a text can grow to */
    InPlaceCache(OrtEnvironment environment, List<CacheTensor> tensors, int rows, int limit) {
        this.environment = environment;
        this.tensors = tensors;
        this.rows = rows;
        this.limit = limit;
        this.memory = new CacheMemory(tensors, rows, Math.min(limit, SMALLEST));
    }

    @Override
    public void reserve(int tokens) {
        if (tokens > memory.capacity()) {
            int capacity = Math.max(tokens, Math.min(limit, 2 * memory.capacity()));
            CacheMemory larger = new CacheMemory(tensors, rows, capacity);
            larger.copy(memory);
            close();
            memory = larger;
        }
    }

    @Override
    public void offer(GraphCall call, RowWindow window) throws OrtException {
        if (window.equals(shown)) {
            return;
        }
        hide();
        for (int i = 0; i < tensors.size(); i++) {
            CacheTensor tensor = tensors.get(i);
            OnnxTensor view = OnnxTensor.createTensor(
                    environment,
                    memory.part(i, window),
                    tensor.shape(window.count(), memory.capacity()),
                    tensor.type());
            views.add(view);
            call.inputs().put(tensor.past(), view);
            call.pinned().put(tensor.present(), view);
        }
        shown = window;
    }

    private void hide() {
        views.forEach(OnnxTensor::close);
        views.clear();
        shown = null;
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
