package io.cloister.inference.build;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Codes as MatMulNBits reads them: of 4 bits two in a byte, the first one in its lower half; of 8 bits one in a byte. */
final class StoredCodes {

    private static final ValueLayout.OfLong TWO_CODES =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private StoredCodes() {}

    /**
     * Two codes at a time, which the compiler turns into vector instructions.
     *
     * @param count even
     */
    static void pack(int[] codes, int count, int bits, byte[] target, int offset) {
        MemorySegment pairs = MemorySegment.ofArray(codes);
        int half = count / 2;
        if (bits == 4) {
            for (int i = 0; i < half; i++) {
                long pair = pairs.get(TWO_CODES, (long) i * Long.BYTES);
                target[offset + i] = (byte) (pair | pair >>> 28);
            }
        } else {
            for (int i = 0; i < half; i++) {
                long pair = pairs.get(TWO_CODES, (long) i * Long.BYTES);
                SHORTS.set(target, offset + 2 * i, (short) (pair | pair >>> 24));
            }
        }
    }
}
