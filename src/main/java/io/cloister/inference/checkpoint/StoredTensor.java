package io.cloister.inference.checkpoint;

import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;

/**
 * A tensor where it lies in its file, which is mapped into memory. May be used by several threads at once, until its
 * checkpoint is closed; reading after that throws {@link IllegalStateException}.
 *
 * @param file name of the file that holds it
 * @param shape dimensions, outermost first; empty for a single number
 * @param bytes the numbers as stored, little-endian, row-major, read-only, at any alignment and of any length;
 *     where the file is cut while in use, access to them throws {@link InternalError}
 */
public record StoredTensor(String name, String file, ElementType type, List<Long> shape, MemorySegment bytes) {

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int UPPER = 0xFFFF_0000;

    /** Elements converted at a time, so that the copy stays in the processor's nearest cache. */
    private static final int BLOCK = 4096;

    public StoredTensor {
        shape = List.copyOf(shape);
        long elements = shape.stream().reduce(1L, Math::multiplyExact);
        if (elements != bytes.byteSize() / type.bytes() || bytes.byteSize() % type.bytes() != 0) {
            throw new IllegalArgumentException("%s %s does not have %d bytes".formatted(type, shape, bytes.byteSize()));
        }
    }

    /** How many numbers it has: the product of its dimensions. */
    public long elements() {
        return bytes.byteSize() / type.bytes();
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
        Objects.checkFromIndexSize(from, count, elements());
        Objects.checkFromIndexSize(offset, count, target.length);
        try {
            convert(from * type.bytes(), target, offset, count);
        } catch (InternalError e) {
            // How the JVM tells that a page of a mapped file is no longer there; copies in bulk tell it at once.
            throw new UncheckedIOException(UnusableCheckpointException.damaged(
                    file, "it could no longer be read, as if it had been cut while in use", e));
        }
    }

    /**
     * Lets the system take the memory of some numbers back, so that a large file does not fill it while it is read from
     * end to end. Reading them again is slower and gives the same.
     */
    public void release(long from, long count) {
        Objects.checkFromIndexSize(from, count, elements());
        if (bytes.isMapped()) {
            bytes.asSlice(from * type.bytes(), count * type.bytes()).unload();
        }
    }

    private void convert(long start, float[] target, int offset, int count) {
        if (type == ElementType.F32) {
            MemorySegment.copy(bytes, FLOAT, start, target, offset, count);
            return;
        }
        if (type == ElementType.BF16) {
            widenBrain(start, target, offset, count);
            return;
        }
        short[] block = new short[Math.min(count, BLOCK)];
        for (int done = 0; done < count; done += BLOCK) {
            int length = Math.min(BLOCK, count - done);
            MemorySegment.copy(bytes, SHORT, start + (long) done * Short.BYTES, block, 0, length);
            widenHalf(block, target, offset + done, length);
        }
    }

    private static void widenHalf(short[] source, float[] target, int offset, int length) {
        for (int i = 0; i < length; i++) {
            target[offset + i] = Float.float16ToFloat(source[i]);
        }
    }

    /** Two numbers at a time: the compiler does not widen single ones with vector instructions. */
    private void widenBrain(long start, float[] target, int offset, int count) {
        int[] pairs = new int[Math.min(count, BLOCK) / 2];
        int even = count / 2 * 2;
        for (int done = 0; done < even; done += BLOCK) {
            int length = Math.min(BLOCK, even - done) / 2;
            MemorySegment.copy(bytes, INT, start + (long) done * Short.BYTES, pairs, 0, length);
            int at = offset + done;
            for (int i = 0; i < length; i++) {
                target[at + 2 * i] = Float.intBitsToFloat(pairs[i] << Short.SIZE);
                target[at + 2 * i + 1] = Float.intBitsToFloat(pairs[i] & UPPER);
            }
        }
        if (even < count) {
            short last = bytes.get(SHORT, start + (long) even * Short.BYTES);
            target[offset + even] = Float.intBitsToFloat(last << Short.SIZE);
        }
    }
}
