package io.cloister.inference.binding;

import io.cloister.inference.onnx.DecoderRows;
import io.cloister.inference.onnx.RowLimits;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;

/**
 * Rows of a graph of ours: their caches stay where they are on the device, and every step reads and writes them in
 * place.
 */
final class BoundRows implements DecoderRows {

    private record Window(int first, int count) {}

    private final NativeSession session;
    private final DecoderShape shape;
    private final AdapterInputs adapter;
    private final CacheRows caches;
    private final StepInputs inputs;
    private final LogitsMemory logits;
    private final RunOptions options;
    private final boolean captured;
    private final Map<Window, Step> steps = new HashMap<>();
    private final Map<Integer, BoundReading> readings = new HashMap<>();
    private boolean closed;

    BoundRows(NativeSession session, DecoderShape shape, AdapterInputs adapter, RowLimits limits, boolean captured) {
        this.session = session;
        this.shape = shape;
        this.adapter = adapter;
        this.caches = new CacheRows(session, shape.caches(), limits.rows(), limits.capacity());
        this.inputs = new StepInputs(session, limits.rows(), limits.chunk());
        this.logits = new LogitsMemory(session, Math.max(limits.rows(), limits.wanted()), shape.vocabulary());
        this.captured = captured;
        // What is not a step is not recorded.
        this.options = new RunOptions(RuntimeInterface.get(), CapturedStep.GRAPH_ID, "-1");
    }

    @Override
    public void step(int first, int[] tokens, int[] lengths) {
        inputs.step(tokens, lengths);
        steps.computeIfAbsent(new Window(first, tokens.length), this::bound).run(options);
    }

    private Step bound(Window window) {
        if (captured) {
            return new CapturedStep(
                    session, binding(), steps.size() + 1, caches, inputs, logits, window.first(), window.count());
        }
        return new BoundStep(
                binding(), session.device().host(), caches, inputs, logits, window.first(), window.count());
    }

    private Binding binding() {
        Binding binding = session.bind();
        adapter.bind(binding);
        return binding;
    }

    @Override
    public void read(int row, int length, int[] tokens, int to, int wanted) {
        inputs.read(tokens, length, to, wanted);
        readings.computeIfAbsent(row, number -> new BoundReading(binding(), caches, number))
                .run(inputs, logits, to - length, wanted, options);
    }

    @Override
    public void logits(int index, float[] target) {
        logits.copy(index, target);
    }

    @Override
    public boolean together() {
        return true;
    }

    @Override
    public boolean portable() {
        return session.device().host();
    }

    @Override
    public void save(int row, int from, int count, MemorySegment target) {
        caches.copy(row, from, count, target, true);
    }

    @Override
    public void restore(int row, int from, int count, MemorySegment source) {
        caches.copy(row, from, count, source, false);
    }

    @Override
    public void release(int row) {
        if (session.device().host()) {
            caches.release(row);
        }
    }

    @Override
    public int rows() {
        return caches.rows();
    }

    @Override
    public int capacity() {
        return caches.capacity();
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
    public synchronized void stop() {
        if (!closed) {
            options.terminate();
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        steps.values().forEach(Step::close);
        readings.values().forEach(BoundReading::close);
        caches.close();
        inputs.close();
        logits.close();
        adapter.close();
        options.close();
    }
}
