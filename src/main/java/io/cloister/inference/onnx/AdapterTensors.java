package io.cloister.inference.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What fills the slots of an {@link AdaptableGraph}, the same for all texts: an adapter, and nothing where it is silent. */
final class AdapterTensors implements AutoCloseable {

    private final Map<String, OnnxTensor> tensors = new HashMap<>();

    private AdapterTensors() {}

    /** Adds nothing anywhere. */
    static AdapterTensors none(OrtEnvironment environment, DecoderLayout layout) {
        return of(environment, layout, List.of());
    }

    static AdapterTensors of(OrtEnvironment environment, DecoderLayout layout, List<AdapterInput> inputs) {
        var filled = new AdapterTensors();
        var byName = new HashMap<String, AdapterInput>();
        inputs.forEach(input -> byName.put(input.node(), input));
        try {
            for (DecoderLayout.AdapterSlot slot : layout.slots()) {
                filled.tensors.put(slot.name(), tensor(environment, slot, byName));
            }
            return filled;
        } catch (OrtException e) {
            filled.close();
            throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
        }
    }

    private static OnnxTensor tensor(
            OrtEnvironment environment, DecoderLayout.AdapterSlot slot, Map<String, AdapterInput> inputs)
            throws OrtException {
        AdapterInput input = inputs.get(slot.node());
        int rank = input == null ? 1 : input.rank();
        float[] silent = new float[input == null ? slot.size() : 0];
        if (slot.down()) {
            long[] shape = {1, slot.size(), rank};
            return tensor(environment, slot, shape, input == null ? silent : input.down());
        }
        long[] shape = {1, rank, slot.size()};
        return tensor(environment, slot, shape, input == null ? silent : input.up());
    }

    private static OnnxTensor tensor(
            OrtEnvironment environment, DecoderLayout.AdapterSlot slot, long[] shape, float[] numbers)
            throws OrtException {
        if (slot.type() == OnnxJavaType.FLOAT) {
            return OnnxTensor.createTensor(environment, FloatBuffer.wrap(numbers), shape);
        }
        ByteBuffer halves =
                ByteBuffer.allocateDirect(numbers.length * Short.BYTES).order(ByteOrder.nativeOrder());
        for (float number : numbers) {
            halves.putShort(Float.floatToFloat16(number));
        }
        return OnnxTensor.createTensor(environment, halves.flip(), shape, OnnxJavaType.FLOAT16);
    }

    void offer(GraphCall call) {
        call.inputs().putAll(tensors);
    }

    @Override
    public void close() {
        tensors.values().forEach(OnnxTensor::close);
        tensors.clear();
    }
}
