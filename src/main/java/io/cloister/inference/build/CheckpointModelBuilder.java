package io.cloister.inference.build;

import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.ModelBuilder;
import io.cloister.catalog.WeightsType;
import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Builds models for the catalog. */
@Component
class CheckpointModelBuilder implements ModelBuilder {

    private static final String CONFIG = "config.json";
    private static final List<String> WEIGHTS = List.of(".safetensors", ".bin", ".pt", ".pth", ".ckpt");

    @Override
    public boolean isCheckpoint(Path folder) {
        if (!Files.isRegularFile(folder.resolve(CONFIG))) {
            return false;
        }
        try (Stream<Path> listed = Files.list(folder)) {
            List<String> names =
                    listed.map(file -> file.getFileName().toString()).toList();
            return names.stream().noneMatch(name -> name.endsWith(".onnx"))
                    && names.stream().anyMatch(name -> WEIGHTS.stream().anyMatch(name::endsWith));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void build(Path checkpoint, Path target, WeightsType weights, BuildProgress progress) {
        try {
            ModelBuild.build(checkpoint, target, BuildOptions.of(weights), progress);
        } catch (UnusableCheckpointException e) {
            throw new Problem(ProblemType.INVALID_INPUT, e.sentence(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
