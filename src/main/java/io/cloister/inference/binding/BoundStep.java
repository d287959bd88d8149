package io.cloister.inference.binding;

import java.util.ArrayList;
import java.util.List;

/** A step of some neighbouring rows with all that it reads and writes, bound once. */
final class BoundStep implements Step {

    private final Binding binding;
    private final boolean host;
    private final StepInputs.Tensors inputs;
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
        this.inputs = small.tensors(count, 1, 1);
        inputs.bind(binding);
        tensors.addAll(inputs.all());
        tensors.add(logits.bind(binding, count, 1));
    }

    @Override
    public void run(RunOptions options) {
        if (!host) {
            inputs.bind(binding);
        }
        binding.run(options);
    }

    @Override
    public void close() {
        binding.close();
        tensors.forEach(NativeTensor::close);
    }
}
