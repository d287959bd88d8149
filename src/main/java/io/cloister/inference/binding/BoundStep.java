package io.cloister.inference.binding;

import java.util.ArrayList;
import java.util.List;

/** A step of some neighbouring rows with all that it reads and writes, bound once. */
final class BoundStep implements AutoCloseable {

    private final Binding binding;
    private final boolean host;
    private final NativeTensor[] inputs;
    private final List<NativeTensor> tensors = new ArrayList<>();

    BoundStep(
            Binding binding,
            boolean host,
            CacheRows caches,
            StepInputs small,
            LogitsMemory logits,
            int first,
            int count) {
        this.binding = binding;
        this.host = host;
        tensors.addAll(caches.bind(binding, first, count));
        this.inputs = small.bind(binding, count, 1, 1);
        tensors.addAll(List.of(inputs));
        tensors.add(logits.bind(binding, count, 1));
    }

    void run(RunOptions options) {
        if (!host) {
            StepInputs.bind(binding, inputs);
        }
        binding.run(options);
    }

    @Override
    public void close() {
        binding.close();
        tensors.forEach(NativeTensor::close);
    }
}
