package io.cloister.inference.binding;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** The small inputs of steps, in the program's memory and written anew for each: what is read where. */
final class StepInputs implements AutoCloseable {

    private final Arena arena = Arena.ofShared();
    private final NativeSession session;
    private final MemorySegment ids;
    private final MemorySegment lastKeys;
    private final MemorySegment total;
    private final MemorySegment wanted;

    /**
     * @param rows most of a step
     * @param tokens most of a reading
     */
    StepInputs(NativeSession session, int rows, int tokens) {
        this.session = session;
        this.ids = arena.allocate(JAVA_LONG, Math.max(rows, tokens));
        this.lastKeys = arena.allocate(JAVA_INT, rows);
        this.total = arena.allocate(JAVA_INT);
        this.wanted = arena.allocate(JAVA_LONG, Math.max(rows, tokens));
    }

    /** One token in each row. */
    void step(int[] tokens, int[] lengths) {
        int longest = 0;
        for (int row = 0; row < tokens.length; row++) {
            ids.setAtIndex(JAVA_LONG, row, tokens[row]);
            lastKeys.setAtIndex(JAVA_INT, row, lengths[row]);
            wanted.setAtIndex(JAVA_LONG, row, 0);
            longest = Math.max(longest, lengths[row] + 1);
        }
        total.set(JAVA_INT, 0, longest);
    }

    /** Tokens of one row, of which the last {@code count} are wanted. */
    void read(int[] tokens, int from, int to, int count) {
        for (int i = from; i < to; i++) {
            ids.setAtIndex(JAVA_LONG, i - from, tokens[i]);
        }
        for (int i = 0; i < count; i++) {
            wanted.setAtIndex(JAVA_LONG, i, to - from - count + i);
        }
        lastKeys.setAtIndex(JAVA_INT, 0, to - 1);
        total.set(JAVA_INT, 0, to);
    }

    /** Tells a longest row that is longer than any. */
    void longest(int tokens) {
        total.set(JAVA_INT, 0, tokens);
    }

    /**
     * Tensors over them.
     *
     * @param length tokens of each row
     * @param count wanted tokens of each row
     */
    Tensors tensors(int rows, int length, int count) {
        return new Tensors(
                session.onHost(ids, ElementType.INT64, rows, length),
                session.onHost(lastKeys, ElementType.INT32, rows),
                session.onHost(total, ElementType.INT32),
                session.onHost(wanted, ElementType.INT64, rows, count, 1));
    }

    /** The inputs as a graph takes them. */
    record Tensors(NativeTensor ids, NativeTensor lastKeys, NativeTensor total, NativeTensor wanted) {

        /** Binds them, again where their content has changed. */
        void bind(Binding binding) {
            binding.input(ServingGraph.IDS, ids);
            binding.input(ServingGraph.LAST_KEYS, lastKeys);
            binding.input(ServingGraph.TOTAL, total);
            binding.input(ServingGraph.WANTED, wanted);
        }

        List<NativeTensor> all() {
            return List.of(ids, lastKeys, total, wanted);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
