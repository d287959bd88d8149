package io.cloister.catalog.console;

import java.util.Locale;

/** Sizes for people. */
final class Bytes {

    private Bytes() {}

    static String text(long bytes) {
        if (bytes < 1_000_000) {
            return "%.0f kB".formatted(bytes / 1e3);
        }
        return String.format(Locale.ROOT, bytes < 1e9 ? "%.1f MB" : "%.2f GB", bytes / (bytes < 1e9 ? 1e6 : 1e9));
    }
}
