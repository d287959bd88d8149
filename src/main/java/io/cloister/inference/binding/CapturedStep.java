package io.cloister.inference.binding;

import java.util.ArrayList;
import java.util.List;

/**
 * A step of some neighbouring rows on a device that records it once and replays it: a CUDA graph. All that it reads and
 * writes stays at one address of the device, so the small inputs and the logits are copied by hand; and all shapes and
 * host numbers stay the same, so it is told the capacity instead of the longest row's length, which attention allows.
 * The runtime records when it first runs with a number, and replays from then on (ONNX Runtime, "Using CUDA Graphs in
 * the CUDA EP"). On the CPU the same calls compute without recording.
 */
final class CapturedStep implements Step {

    /** Names what is recorded; runs with another number, or none, are not part of it. */
    static final String GRAPH_ID = "gpu_graph_id";

    private final NativeSession session;
    private final Binding binding;
    private final RunOptions options;
    private final StepInputs small;
    private final int capacity;
    private final List<NativeTensor> tensors = new ArrayList<>();
    private final List<NativeTensor> hostInputs;
    private final List<NativeTensor> deviceInputs;
    private final NativeTensor hostLogits;
    private final NativeTensor deviceLogits;

    /** @param number of this step among those of the session, from 1 */
    CapturedStep(
            NativeSession session,
            Binding binding,
            int number,
            CacheRows caches,
            StepInputs small,
            LogitsMemory logits,
            int first,
            int count) {
        this.session = session;
        this.binding = binding;
        this.small = small;
        this.capacity = caches.capacity();
        this.options = new RunOptions(RuntimeInterface.get(), GRAPH_ID, String.valueOf(number));
        tensors.addAll(caches.bind(binding, first, count));
        StepInputs.Tensors host = small.tensors(count, 1, 1);
        StepInputs.Tensors device = new StepInputs.Tensors(
                session.allocate(ElementType.INT64, count, 1),
                session.allocate(ElementType.INT32, count),
                host.total(),
                session.allocate(ElementType.INT64, count, 1, 1));
        device.bind(binding);
        this.hostInputs = List.of(host.ids(), host.lastKeys(), host.wanted());
        this.deviceInputs = List.of(device.ids(), device.lastKeys(), device.wanted());
        this.hostLogits = logits.tensor(count, 1);
        this.deviceLogits = session.allocate(ElementType.FLOAT, count, 1, logits.vocabulary());
        binding.output(ServingGraph.LOGITS, deviceLogits);
        tensors.addAll(hostInputs);
        tensors.addAll(deviceInputs);
        tensors.addAll(List.of(host.total(), hostLogits, deviceLogits));
    }

    @Override
    public void run(RunOptions shared) {
        small.longest(capacity);
        session.copy(hostInputs, deviceInputs);
        binding.run(options);
        session.copy(List.of(deviceLogits), List.of(hostLogits));
    }

    @Override
    public void close() {
        binding.close();
        tensors.forEach(NativeTensor::close);
        options.close();
    }
}
