package io.cloister.catalog.intake;

import io.cloister.platform.DataDirectory;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The space on the disk of the data directory. */
@Component
class FreeSpace {

    private final Path models;
    private final long reserve;

    FreeSpace(DataDirectory directory, IntakeSettings settings) {
        this.models = directory.models();
        this.reserve = settings.reserve().toBytes();
    }

    /** Bytes that may be written. */
    long available() throws IOException {
        Files.createDirectories(models);
        return Math.max(0, Files.getFileStore(models).getUsableSpace() - reserve);
    }

    /** @throws Problem {@code storage-full} where there is no room for that many bytes */
    void require(long bytes) throws IOException {
        long available = available();
        if (bytes > available) {
            throw new Problem(
                    ProblemType.STORAGE_FULL,
                    "The model takes %s and the disk of the data directory has room for %s; free some space there and start again."
                            .formatted(gigabytes(bytes), gigabytes(available)));
        }
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
