package io.cloister.knowledge.web;

import java.util.Locale;
import org.springframework.util.unit.DataSize;

/** Sizes of files in words. */
final class ByteSize {

    private ByteSize() {}

    static String inWords(long bytes) {
        DataSize size = DataSize.ofBytes(bytes);
        if (size.toMegabytes() >= 10) {
            return size.toMegabytes() + " MB";
        }
        if (size.toMegabytes() >= 1) {
            return String.format(Locale.ROOT, "%.1f MB", bytes / 1_048_576.0);
        }
        return Math.max(1, size.toKilobytes()) + " kB";
    }
}
