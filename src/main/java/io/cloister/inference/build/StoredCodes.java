package io.cloister.inference.build;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Codes as MatMulNBits reads them: of 4 bits two in a byte, the first one in its lower half; of 8 bits one in a byte. */
final class StoredCodes {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private StoredCodes() {}

    /** @param count a multiple of 8 */
    static void pack(int[] codes, int count, int bits, byte[] target, int offset) {
        if (bits == 4) {
            for (int i = 0; i < count; i += 8) {
                int eight = codes[i]
                        | codes[i + 1] << 4
                        | codes[i + 2] << 8
                        | codes[i + 3] << 12
                        | codes[i + 4] << 16
                        | codes[i + 5] << 20
                        | codes[i + 6] << 24
                        | codes[i + 7] << 28;
                INTS.set(target, offset + i / 2, eight);
            }
        } else {
            for (int i = 0; i < count; i++) {
                target[offset + i] = (byte) codes[i];
            }
        }
    }
}
