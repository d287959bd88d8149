package io.cloister.inference.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The memory of this process, in MB: 2^20 bytes. */
public final class ProcessMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path MARKS = Path.of("/proc/self/clear_refs");

    /** Makes Linux forget the highest mark so far (proc(5)). */
    private static final String FORGET_PEAK = "5";

    private ProcessMemory() {}

    /** The most that it has held, since {@link #forgetPeaks} where the system allows that; 0 where it does not tell. */
    public static long peakMegabytes() throws IOException {
        if (!Files.exists(STATUS)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElse(0);
        }
    }

    /** The most that Java objects took, garbage included. */
    static long heapPeakMegabytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                >> 20;
    }

    static void forgetPeaks() throws IOException {
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        if (Files.isWritable(MARKS)) {
            Files.writeString(MARKS, FORGET_PEAK);
        }
    }
}
