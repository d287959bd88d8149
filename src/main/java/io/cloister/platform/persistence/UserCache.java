package io.cloister.platform.persistence;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is made once for each user and shared by their installations, in the place of the XDG Base Directory
 * Specification.
 */
final class UserCache {

    private UserCache() {}

    /** Where the launcher puts pgvector for the embedded server. */
    static Path pgvector() {
        return folder(System.getenv("XDG_CACHE_HOME")).resolve("pgvector-0.8.0-pg15");
    }

    /** Where the embedded server's binaries are unpacked, once for each version. */
    static Path binaries() {
        return folder(System.getenv("XDG_CACHE_HOME")).resolve("postgres");
    }

    private static Path folder(@Nullable String base) {
        return (base == null || base.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(base))
                .resolve("cloister");
    }
}
