package io.cloister.catalog.intake;

import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.ModelBuilder;
import io.cloister.catalog.WeightsType;
import io.cloister.inference.build.LlamaModelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** Builds Llama checkpoints, in 32-bit numbers whatever is asked for, and can be held. */
final class HeldBuilder implements ModelBuilder {

    private final Gates gates;
    private volatile @Nullable WeightsType asked;

    HeldBuilder(Gates gates) {
        this.gates = gates;
    }

    @Nullable WeightsType asked() {
        return asked;
    }

    @Override
    public boolean isCheckpoint(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString).toList().stream().anyMatch(name -> name.endsWith(".safetensors"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void build(Path checkpoint, Path target, WeightsType weights, BuildProgress progress) {
        asked = weights;
        try {
            Files.createDirectory(target);
            progress.advanced(1, 4);
            if (!gates.passUnless(ImportState.BUILDING, progress::cancelled)) {
                throw new CancellationException();
            }
            LlamaModelBuilder.build(checkpoint, target);
            progress.advanced(4, 4);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (RuntimeException e) {
            FileSystemUtils.deleteRecursively(target.toFile());
            throw e;
        }
    }
}
