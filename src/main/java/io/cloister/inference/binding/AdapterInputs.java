package io.cloister.inference.binding;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.cloister.inference.onnx.AdapterInput;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What fills the slots of a graph that takes adapters, the same for all rows: an adapter, and zeros where it is silent. */
final class AdapterInputs implements AutoCloseable {

    private final NativeSession session;
    private final Arena arena = Arena.ofShared();
    private final Map<String, NativeTensor> tensors = new LinkedHashMap<>();

    AdapterInputs(NativeSession session, List<DecoderShape.Slot> slots, List<AdapterInput> inputs) {
        this.session = session;
        var byNode = new HashMap<String, AdapterInput>();
        inputs.forEach(input -> byNode.put(input.node(), input));
        for (DecoderShape.Slot slot : slots) {
            tensors.put(slot.input(), tensor(slot, byNode.get(slot.node())));
        }
    }

    private NativeTensor tensor(DecoderShape.Slot slot, @Nullable AdapterInput input) {
        int rank = input == null ? 1 : input.rank();
        float[] numbers = input == null ? new float[slot.size()] : slot.down() ? input.down() : input.up();
        MemorySegment memory = slot.type() == ElementType.FLOAT
                ? arena.allocateFrom(JAVA_FLOAT, numbers)
                : arena.allocateFrom(JAVA_SHORT, halves(numbers));
        return slot.down()
                ? session.onHost(memory, slot.type(), 1, slot.size(), rank)
                : session.onHost(memory, slot.type(), 1, rank, slot.size());
    }

    private static short[] halves(float[] numbers) {
        short[] halves = new short[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            halves[i] = Float.floatToFloat16(numbers[i]);
        }
        return halves;
    }

    void bind(Binding binding) {
        tensors.forEach(binding::input);
    }

    @Override
    public void close() {
        tensors.values().forEach(NativeTensor::close);
        arena.close();
    }
}
