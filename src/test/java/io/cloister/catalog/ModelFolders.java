package io.cloister.catalog;

import io.cloister.inference.build.BuildOptions;
import io.cloister.inference.build.ModelBuild;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A small model that was really trained: as its maker published it, and as a folder that can be served. */
public final class ModelFolders {

    public static final Path CHECKPOINT =
            Path.of("src/test/resources/models/stories260K").toAbsolutePath();

    private ModelFolders() {}

    /** A copy that a test may change. */
    public static Path readyMade(Path target) {
        return copy(Built.FOLDER, target);
    }

    public static Path checkpoint(Path target) {
        return copy(CHECKPOINT, target);
    }

    private static Path copy(Path source, Path target) {
        try (Stream<Path> files = Files.list(source)) {
            Files.createDirectories(target);
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Built {

        static final Path FOLDER = build();

        private static Path build() {
            try {
                Path folder = Files.createTempDirectory(
                                Files.createDirectories(Path.of("target/test-data")), "stories-")
                        .resolve("built");
                ModelBuild.build(CHECKPOINT, folder, BuildOptions.of(WeightsType.FP32), BuildProgress.NONE);
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
