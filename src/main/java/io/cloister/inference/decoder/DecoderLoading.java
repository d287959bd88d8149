package io.cloister.inference.decoder;

import io.cloister.catalog.AdapterBase;
import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelId;
import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.inference.onnx.OnnxSessions;
import io.cloister.inference.scheduling.ServingEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Loads decoders and lets engines serve them.
 *
 * <p>All adapters on a base share one session of it, and with it the weights; each adds its own tensors. Whoever asks the
 * base itself gets another session: its graph is free of the maps that adapters go through, so that it is as fast as if
 * there were no adapters, and stays what it was when the first of them is loaded. A base is in memory twice at most.
 *
 * <p>Safe for use by many threads; loads one model at a time.
 */
@Component
class DecoderLoading {

    private final OnnxSessions sessions;
    private final EngineLimits limits;
    private final InstantSource clock;
    private final Map<ModelId, SharedBase> bases = new HashMap<>();

    DecoderLoading(OnnxSessions sessions, EngineLimits limits, InstantSource clock) {
        this.sessions = sessions;
        this.limits = limits;
        this.clock = clock;
    }

    /** Where a model lies, the base of an adapter, and the model that guesses for it. */
    record Folders(
            Path model, @Nullable Path base, @Nullable Path draft) {}

    private static final class SharedBase {
        private final LoadedDecoder decoder;
        private int adapters;

        SharedBase(LoadedDecoder decoder) {
            this.decoder = decoder;
        }
    }

    /** Bytes that loading takes: the files, which are weights nearly all. */
    synchronized long bytes(Folders folders, @Nullable AdapterBase base) {
        Path other = folders.base();
        boolean alone = other == null || base == null || bases.containsKey(base.id());
        return bytes(folders.model())
                + (alone || other == null ? 0 : bytes(other))
                + (folders.draft() == null ? 0 : bytes(folders.draft()));
    }

    private static long bytes(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized ServedDecoder load(ModelDescription description, Folders folders)
            throws UnusableFolderException, UnusableCheckpointException {
        AdapterBase base = description.base();
        long bytes = bytes(folders, base);
        if (base == null || folders.base() == null) {
            return serve(description, LoadedDecoder.load(folders.model(), sessions), folders, bytes, () -> {});
        }
        SharedBase shared = bases.get(base.id());
        if (shared == null) {
            shared = new SharedBase(LoadedDecoder.loadBase(folders.base(), sessions));
            bases.put(base.id(), shared);
        }
        shared.adapters++;
        try {
            return serve(
                    description,
                    shared.decoder.adapted(folders.base(), folders.model()),
                    folders,
                    bytes,
                    () -> leave(base.id()));
        } catch (UnusableFolderException | UnusableCheckpointException | RuntimeException e) {
            leave(base.id());
            throw e;
        }
    }

    private synchronized void leave(ModelId base) {
        SharedBase shared = bases.get(base);
        if (shared != null && --shared.adapters == 0) {
            bases.remove(base);
            shared.decoder.close();
        }
    }

    private ServedDecoder serve(
            ModelDescription description, LoadedDecoder decoder, Folders folders, long bytes, Runnable afterwards)
            throws UnusableFolderException {
        LoadedDecoder draft = null;
        ServingEngine engine = null;
        try {
            draft = folders.draft() == null ? null : LoadedDecoder.loadForTokens(folders.draft(), sessions);
            engine = decoder.serve(description.name(), decoder.within(limits), clock, draft);
            engine.warmUp();
        } catch (UnusableFolderException | RuntimeException e) {
            Stream.of(engine, decoder, draft).filter(Objects::nonNull).forEach(DecoderLoading::close);
            throw e;
        }
        LoadedDecoder guessing = draft;
        return new ServedDecoder(description.id(), description.name(), decoder, engine, bytes, clock.instant(), () -> {
            if (guessing != null) {
                guessing.close();
            }
            afterwards.run();
        });
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException("A model could not be released", e);
        }
    }
}
