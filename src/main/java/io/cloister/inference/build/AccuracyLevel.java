package io.cloister.inference.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How MatMulNBits multiplies: in 8 bit (4) where the processor multiplies bytes quickly, else in floating point (0). All
 * 64-bit processors of the last ten years do; ONNX Runtime's 8-bit kernels need AVX2 or the dot product of ARMv8.2.
 */
final class AccuracyLevel {

    private static final int BYTES = 4;
    private static final int FLOATS = 0;

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Pattern QUICK = Pattern.compile("\\b(avx2|avx512f|asimddp)\\b");

    private AccuracyLevel() {}

    static int ofThisMachine() {
        try {
            return of(Files.readString(PROCESSORS).toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            // Not Linux: such machines are recent ones.
            return BYTES;
        }
    }

    static int of(String processors) {
        return QUICK.matcher(processors).find() ? BYTES : FLOATS;
    }
}
