package io.cloister.platform.persistence;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Puts pgvector, built once per user by the launcher, into the unpacked binaries of the embedded server. */
final class VectorExtension {

    private VectorExtension() {}

    /**
     * @param built holds {@code vector.so}, {@code vector.control} and the {@code vector--*.sql} files
     * @param unpacked the folder under which the embedded server's binaries were unpacked
     */
    static void install(Path built, Path unpacked) {
        if (!Files.exists(built.resolve("vector.so"))) {
            throw new Problem(
                    ProblemType.UNAVAILABLE,
                    "The pgvector extension was not found in %s; start with ./cloister, which builds it, or set"
                                    .formatted(built)
                            + " SPRING_DATASOURCE_URL to a PostgreSQL server that has it.");
        }
        try (Stream<Path> installations = Files.list(unpacked);
                Stream<Path> files = Files.list(built)) {
            List<Path> sources = files.toList();
            for (Path installation : installations
                    .filter(dir -> Files.isDirectory(dir.resolve("share")))
                    .toList()) {
                for (Path source : sources) {
                    String name = source.getFileName().toString();
                    String folder = name.endsWith(".so") ? "lib/postgresql" : "share/postgresql/extension";
                    copy(source, installation.resolve(folder).resolve(name));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves into place, since another cluster may be running from the same binaries. */
    private static void copy(Path source, Path target) throws IOException {
        if (Files.exists(target) && Files.size(target) == Files.size(source)) {
            return;
        }
        Path temporary = Files.createTempFile(target.getParent(), "vector", ".tmp");
        Files.copy(source, temporary, StandardCopyOption.REPLACE_EXISTING);
        temporary.toFile().setReadable(true, false);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
