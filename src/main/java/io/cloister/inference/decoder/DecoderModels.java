package io.cloister.inference.decoder;

import io.cloister.catalog.AdapterBase;
import io.cloister.catalog.ModelCatalog;
import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelId;
import io.cloister.inference.TextGeneration;
import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.inference.onnx.NativeWork;
import io.cloister.inference.onnx.OnnxSessions;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The decoders in memory. Each is loaded when it is first asked for, one at a time, and kept.
 *
 * <p>All adapters on a base share one session of it, and with it the weights; each adds its own tensors. Whoever asks the
 * base itself gets another session: its graph is free of the maps that adapters go through, so that it is as fast as if
 * there were no adapters, and stays what it was when the first of them is loaded. A base is in memory twice at most.
 */
@Component
public class DecoderModels {

    private static final Logger LOG = LoggerFactory.getLogger(DecoderModels.class);

    private final ModelCatalog catalog;
    private final OnnxSessions sessions;
    private final NativeWork work;
    private final EngineLimits limits;
    private final InstantSource clock;
    private final Map<ModelId, ServedDecoder> served = new ConcurrentHashMap<>();
    private final Map<ModelId, LoadedDecoder> adaptable = new HashMap<>();

    public DecoderModels(
            ModelCatalog catalog, OnnxSessions sessions, NativeWork work, EngineLimits limits, InstantSource clock) {
        this.catalog = catalog;
        this.sessions = sessions;
        this.work = work;
        this.limits = limits;
        this.clock = clock;
    }

    /** @throws Problem {@code unavailable} where it, or the base of an adapter, cannot be loaded */
    public TextGeneration get(ModelDescription description) {
        return new DecoderTextGeneration(served(description));
    }

    ServedDecoder served(ModelDescription description) {
        ServedDecoder decoder = served.get(description.id());
        return decoder == null ? load(description) : decoder;
    }

    private synchronized ServedDecoder load(ModelDescription description) {
        ServedDecoder other = served.get(description.id());
        if (other != null) {
            return other;
        }
        AdapterBase base = description.base();
        Path folder = catalog.verifiedFolder(description.id());
        Path baseFolder = base == null ? folder : catalog.verifiedFolder(base.id());
        try (var permit = work.admit()) {
            ServedDecoder decoder = permit.run(() -> serve(
                    description.name(),
                    base == null ? LoadedDecoder.load(folder, sessions) : adapted(base.id(), baseFolder, folder)));
            served.put(description.id(), decoder);
            return decoder;
        } catch (IllegalStateException e) {
            LOG.warn("The model {} cannot be loaded", description.name(), e);
            throw unavailable(description);
        }
    }

    private ServedDecoder serve(String name, LoadedDecoder decoder) {
        try {
            return new ServedDecoder(decoder, decoder.serve(name, limits.of(decoder.bytesPerToken()), clock));
        } catch (RuntimeException e) {
            decoder.close();
            throw e;
        }
    }

    /** Called while no other model is loaded. */
    private LoadedDecoder adapted(ModelId base, Path baseFolder, Path adapter)
            throws UnusableFolderException, UnusableCheckpointException {
        LoadedDecoder shared = adaptable.get(base);
        if (shared == null) {
            shared = LoadedDecoder.loadBase(baseFolder, sessions);
            adaptable.put(base, shared);
        }
        return shared.adapted(baseFolder, adapter);
    }

    private static Problem unavailable(ModelDescription description) {
        return new Problem(
                ProblemType.UNAVAILABLE,
                "%s cannot be loaded. Please choose another model and tell an administrator."
                        .formatted(description.title()));
    }
}
