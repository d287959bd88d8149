package io.cloister.inference.binding;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Where graphs write logits to, in the program's memory: [rows, n, vocabulary], used again by every step. */
final class LogitsMemory implements AutoCloseable {

    private static final int ALIGNMENT = 64;

    private final Arena arena = Arena.ofShared();
    private final NativeSession session;
    private final int vocabulary;
    private final MemorySegment memory;

    /** @param most logits of one step */
    LogitsMemory(NativeSession session, int most, int vocabulary) {
        this.session = session;
        this.vocabulary = vocabulary;
        this.memory = arena.allocate(JAVA_FLOAT.byteSize() * most * vocabulary, ALIGNMENT);
    }

    int vocabulary() {
        return vocabulary;
    }

    /** Over the memory. */
    NativeTensor tensor(int rows, int count) {
        return session.onHost(memory, ElementType.FLOAT, rows, count, vocabulary);
    }

    NativeTensor bind(Binding binding, int rows, int count) {
        NativeTensor tensor = tensor(rows, count);
        binding.output(ServingGraph.LOGITS, tensor);
        return tensor;
    }

    /** Copies some logits out. */
    void copy(int index, float[] target) {
        MemorySegment.copy(memory, JAVA_FLOAT, JAVA_FLOAT.byteSize() * index * vocabulary, target, 0, vocabulary);
    }

    @Override
    public void close() {
        arena.close();
    }
}
