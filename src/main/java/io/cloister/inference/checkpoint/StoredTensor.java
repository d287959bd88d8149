package io.cloister.inference.checkpoint;

import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;

/**
 * A tensor in its file, read when its numbers are asked for. May be used by several threads at once, until its checkpoint
 * is closed.
 */
public final class StoredTensor {

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong TWO_FLOATS =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final String name;
    private final ElementType type;
    private final List<Long> shape;
    private final WeightFile file;
    private final long position;
    private final long elements;

    /** @param position of the first number in the file; numbers are little-endian and row-major */
    StoredTensor(String name, ElementType type, List<Long> shape, WeightFile file, long position) {
        this.name = name;
        this.type = type;
        this.shape = List.copyOf(shape);
        this.file = file;
        this.position = position;
        this.elements = shape.stream().reduce(1L, Math::multiplyExact);
    }

    public String name() {
        return name;
    }

    /** Name of the file that holds it. */
    public String file() {
        return file.name();
    }

    public ElementType type() {
        return type;
    }

    /** Dimensions, outermost first; empty for a single number. */
    public List<Long> shape() {
        return shape;
    }

    /** How many numbers it has: the product of its dimensions. */
    public long elements() {
        return elements;
    }

    /**
     * Copies numbers in row-major order, converted exactly; infinities and NaN included.
     *
     * @param from index of the first element
     * @param target receives {@code count} numbers from {@code offset} on
     * @throws IndexOutOfBoundsException where the range does not lie within the tensor and the target
     * @throws IllegalStateException where the checkpoint is closed
     * @throws UncheckedIOException of an {@link UnusableCheckpointException} where the file has lost its end or its disk
     */
    public void read(long from, float[] target, int offset, int count) {
        Objects.checkFromIndexSize(from, count, elements);
        Objects.checkFromIndexSize(offset, count, target.length);
        int most = WeightFile.MOST / type.bytes();
        for (int done = 0; done < count; done += most) {
            int length = Math.min(most, count - done);
            MemorySegment bytes = file.read(position + (from + done) * type.bytes(), length * type.bytes());
            switch (type) {
                case F32 -> MemorySegment.copy(bytes, FLOAT, 0, target, offset + done, length);
                case F16 -> widenHalf(bytes, target, offset + done, length);
                case BF16 -> widenBrain(bytes, target, offset + done, length);
            }
        }
    }

    private static void widenHalf(MemorySegment bytes, float[] target, int offset, int count) {
        for (int i = 0; i < count; i++) {
            target[offset + i] = Float.float16ToFloat(bytes.get(SHORT, (long) i * Short.BYTES));
        }
    }

    /** Two numbers at a time, as whole numbers: these are what the compiler widens with vector instructions. */
    private static void widenBrain(MemorySegment bytes, float[] target, int offset, int count) {
        MemorySegment floats = MemorySegment.ofArray(target);
        long start = (long) offset * Float.BYTES;
        int pairs = count / 2;
        for (int i = 0; i < pairs; i++) {
            long pair = bytes.get(INT, (long) i * Integer.BYTES);
            floats.set(TWO_FLOATS, start + (long) i * Long.BYTES, (pair & 0xFFFF_0000L) << 32 | (pair & 0xFFFF) << 16);
        }
        if (count % 2 == 1) {
            target[offset + count - 1] =
                    Float.intBitsToFloat(bytes.get(SHORT, (count - 1L) * Short.BYTES) << Short.SIZE);
        }
    }
}
