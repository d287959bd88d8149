package io.cloister.inference.decoder;

import io.cloister.catalog.AdapterBase;
import io.cloister.catalog.ModelCatalog;
import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelId;
import io.cloister.inference.TextGeneration;
import io.cloister.inference.onnx.NativeWork;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import jakarta.annotation.PreDestroy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The decoders in memory. Each is loaded when it is first asked for, one at a time, warmed up, and let go of when nobody
 * has asked for long, or when another needs its memory. One whose session has failed is loaded anew by the next request.
 */
@Component
public class DecoderModels {

    private static final Logger LOG = LoggerFactory.getLogger(DecoderModels.class);

    private final ModelCatalog catalog;
    private final DecoderLoading loading;
    private final NativeWork work;
    private final EngineLimits limits;
    private final InstantSource clock;
    private final Map<ModelId, ServedDecoder> served = new ConcurrentHashMap<>();

    DecoderModels(
            ModelCatalog catalog, DecoderLoading loading, NativeWork work, EngineLimits limits, InstantSource clock) {
        this.catalog = catalog;
        this.loading = loading;
        this.work = work;
        this.limits = limits;
        this.clock = clock;
    }

    /** @throws Problem {@code unavailable} where it, or the base of an adapter, cannot be loaded */
    public TextGeneration get(ModelDescription description) {
        ServedDecoder decoder = hold(description);
        return new DecoderTextGeneration(decoder, () -> decoder.release(clock.instant()));
    }

    /** The caller releases it. */
    ServedDecoder hold(ModelDescription description) {
        ServedDecoder decoder = served.get(description.id());
        return decoder != null && decoder.hold() ? decoder : load(description);
    }

    private synchronized ServedDecoder load(ModelDescription description) {
        ServedDecoder other = served.get(description.id());
        if (other != null) {
            if (other.hold()) {
                return other;
            }
            LOG.warn("The session of {} has failed; it is loaded anew", description.name());
            forget(other);
        }
        AdapterBase base = description.base();
        DecoderLoading.Folders folders = new DecoderLoading.Folders(
                catalog.verifiedFolder(description.id()),
                base == null ? null : catalog.verifiedFolder(base.id()),
                draft(description));
        makeRoom(description, loading.bytes(folders, base));
        try (var permit = work.admit()) {
            ServedDecoder decoder = permit.run(() -> loading.load(description, folders));
            decoder.hold();
            served.put(description.id(), decoder);
            return decoder;
        } catch (IllegalStateException e) {
            LOG.warn("The model {} cannot be loaded", description.name(), e);
            throw new Problem(
                    ProblemType.UNAVAILABLE,
                    "%s cannot be loaded. Please choose another model and tell an administrator."
                            .formatted(description.title()),
                    e);
        }
    }

    private @Nullable Path draft(ModelDescription description) {
        String name = limits.drafts().get(description.name());
        return name == null
                ? null
                : catalog.all().stream()
                        .filter(model -> model.name().equals(name))
                        .findFirst()
                        .map(model -> catalog.verifiedFolder(model.id()))
                        .orElseThrow(() -> new Problem(
                                ProblemType.UNAVAILABLE,
                                "%s is set to be helped by a model that is not there. Please tell an administrator."
                                        .formatted(description.title())));
    }

    /** Lets go of models that nobody uses, those first that were not used longest. */
    private void makeRoom(ModelDescription wanted, long bytes) {
        List<ServedDecoder> idle = new ArrayList<>(served.values());
        idle.sort(Comparator.comparing(ServedDecoder::lastUse));
        for (ServedDecoder decoder : idle) {
            if (used() + bytes <= limits.memory()) {
                return;
            }
            if (decoder.retire()) {
                LOG.info("{} is let go of, because {} needs its memory", decoder.name(), wanted.name());
                forget(decoder);
            }
        }
        if (used() + bytes > limits.memory()) {
            throw new Problem(
                    ProblemType.UNAVAILABLE,
                    "%s does not fit into the memory of this server beside the models at work. Please choose another one, or try again later."
                            .formatted(wanted.title()));
        }
    }

    private long used() {
        return served.values().stream().mapToLong(ServedDecoder::bytes).sum();
    }

    /** Lets go of models that nobody has used for long. */
    @Scheduled(fixedDelayString = "PT1M")
    synchronized void sweep() {
        var before = clock.instant().minus(limits.idle());
        for (ServedDecoder decoder : List.copyOf(served.values())) {
            if (decoder.lastUse().isBefore(before) && decoder.retire()) {
                LOG.info("{} is let go of, because nobody has used it for {}", decoder.name(), limits.idle());
                forget(decoder);
            }
        }
    }

    /**
     * Lets go of a model now, whoever uses it: texts under way fail, and the next request loads it anew.
     *
     * @return whether it was in memory
     */
    public synchronized boolean unload(ModelId id) {
        ServedDecoder decoder = served.get(id);
        if (decoder != null) {
            forget(decoder);
        }
        return decoder != null;
    }

    private void forget(ServedDecoder decoder) {
        served.remove(decoder.id(), decoder);
        decoder.close();
    }

    /** What is in memory now. */
    public List<LoadedModel> loaded() {
        return served.values().stream()
                .map(decoder -> new LoadedModel(
                        decoder.id(),
                        decoder.name(),
                        decoder.bytes(),
                        decoder.lastUse(),
                        decoder.engine().status()))
                .sorted(Comparator.comparing(LoadedModel::name))
                .toList();
    }

    @PreDestroy
    synchronized void close() {
        // Requests have been answered by now: the web server stops first, and waits for them.
        List.copyOf(served.values()).forEach(this::forget);
    }
}
