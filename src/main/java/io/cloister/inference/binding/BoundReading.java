package io.cloister.inference.binding;

import java.util.ArrayList;
import java.util.List;

/** One row with its cache, bound once; what is read of it varies. */
final class BoundReading implements AutoCloseable {

    private final Binding binding;
    private final List<NativeTensor> caches;

    BoundReading(Binding binding, CacheRows caches, int row) {
        this.binding = binding;
        this.caches = caches.bind(binding, row, 1);
    }

    /**
     * Runs with what the inputs hold.
     *
     * @param length tokens to read
     * @param wanted of them, at the end
     */
    void run(StepInputs inputs, LogitsMemory logits, int length, int wanted, RunOptions options) {
        var tensors = new ArrayList<NativeTensor>();
        try {
            StepInputs.Tensors small = inputs.tensors(1, length, wanted);
            tensors.addAll(small.all());
            small.bind(binding);
            tensors.add(logits.bind(binding, 1, wanted));
            binding.run(options);
        } finally {
            tensors.forEach(NativeTensor::close);
        }
    }

    @Override
    public void close() {
        binding.close();
        caches.forEach(NativeTensor::close);
    }
}
