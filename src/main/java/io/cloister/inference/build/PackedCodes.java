package io.cloister.inference.build;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Codes of 4 bits, two in a byte, the first one in its lower half. */
final class PackedCodes {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private PackedCodes() {}

    /**
     * Packs codes, a byte each, into half as many bytes.
     *
     * @param codes a multiple of 8, each below 16
     */
    static void pack(byte[] codes, byte[] target, int offset) {
        for (int i = 0; i < codes.length; i += Long.BYTES) {
            long eight = (long) LONGS.get(codes, i);
            // Neighbours move together: pairs into bytes, those into 16 bits, those into 32.
            eight = (eight | eight >>> 4) & 0x00FF_00FF_00FF_00FFL;
            eight = (eight | eight >>> 8) & 0x0000_FFFF_0000_FFFFL;
            INTS.set(target, offset + i / 2, (int) (eight | eight >>> 16));
        }
    }
}
