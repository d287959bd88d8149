package io.cloister.inference.embedding;

import io.cloister.catalog.ModelInspector;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.nio.file.Path;
import java.util.Objects;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Loads a folder and lets it read a text: what passes here can be served. Asked before those who take any folder. */
@Component
@Order(0)
class EncoderFolderInspector implements ModelInspector {

    private final EncoderRuntime runtime;

    EncoderFolderInspector(EncoderRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public boolean recognises(Path folder) {
        try {
            return EncoderKind.of(new EncoderFolder(folder)) != null;
        } catch (UnusableEncoderException e) {
            // Whoever looks closer will say what is wrong.
            return false;
        }
    }

    @Override
    public InspectedModel inspect(Path path) {
        EncoderFolder folder = new EncoderFolder(path);
        try (LoadedEncoder encoder = EncoderKind.load(folder, runtime)) {
            encoder.tryOut();
            EncoderKind kind = Objects.requireNonNull(EncoderKind.of(folder));
            return new InspectedModel(
                    kind.task(), kind.runtime(), EncoderKind.architecture(folder), false, encoder.maxTokens());
        } catch (UnusableEncoderException e) {
            throw new Problem(ProblemType.INVALID_INPUT, e.sentence(), e);
        } catch (IllegalStateException e) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "The model fails at a first text: %s. Export it again.".formatted(e.getMessage()),
                    e);
        }
    }
}
