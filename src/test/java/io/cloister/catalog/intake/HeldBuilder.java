package io.cloister.catalog.intake;

import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.ModelBuilder;
import io.cloister.catalog.WeightsType;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The real builder, which can be held before it begins and remembers what it was asked for. */
final class HeldBuilder implements ModelBuilder {

    private final Gates gates;
    private final ModelBuilder real;
    private volatile @Nullable WeightsType asked;

    HeldBuilder(Gates gates, ModelBuilder real) {
        this.gates = gates;
        this.real = real;
    }

    @Nullable WeightsType asked() {
        return asked;
    }

    @Override
    public boolean isCheckpoint(Path folder) {
        return real.isCheckpoint(folder);
    }

    @Override
    public void build(Path checkpoint, Path target, WeightsType weights, BuildProgress progress) {
        asked = weights;
        try {
            if (!gates.passUnless(ImportState.BUILDING, progress::cancelled)) {
                throw new CancellationException();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        real.build(checkpoint, target, weights, progress);
    }
}
