package io.cloister.inference.build;

import io.cloister.catalog.BuildProgress;
import io.cloister.inference.adapter.LoraAdapter;
import io.cloister.inference.checkpoint.Checkpoint;
import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.inference.family.DecoderDescription;
import io.cloister.inference.family.Families;
import io.cloister.inference.onnx.DecoderLimits;
import io.cloister.inference.onnx.GraphVerification;
import io.cloister.inference.onnx.UnusableGraphException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * Makes a model folder of a checkpoint. Everything is written into a folder beside the target, which takes the target's
 * name only when it is complete; nothing is left where the build fails.
 */
public final class ModelBuild {

    private final Path source;
    private final Path target;
    private final BuildOptions options;
    private final BuildProgress progress;

    private ModelBuild(Path source, Path target, BuildOptions options, BuildProgress progress) {
        this.source = source;
        this.target = target;
        this.options = options;
        this.progress = progress;
    }

    /**
     * Builds a model. Uses all cores and, whatever the model's size, some hundred megabytes of memory.
     *
     * @param source a checkpoint folder
     * @param target must not exist, or be empty
     * @throws UnusableCheckpointException where the checkpoint is damaged or of a kind that cannot be built
     * @throws java.io.InterruptedIOException where it was cancelled
     * @throws IOException where a file cannot be written
     */
    public static void build(Path source, Path target, BuildOptions options, BuildProgress progress)
            throws IOException {
        new ModelBuild(source, target, options, progress).run();
    }

    private void run() throws IOException {
        refuseOccupied();
        Path parent = target.toAbsolutePath().getParent();
        if (parent == null) {
            throw new UnusableCheckpointException("'%s' is no folder for a model; name another.".formatted(target));
        }
        Path building = parent.resolve(".%s.building-%s".formatted(target.getFileName(), UUID.randomUUID()));
        try (Checkpoint checkpoint = Checkpoint.open(source);
                LoraAdapter adapter = options.adapter() == null ? null : LoraAdapter.open(options.adapter())) {
            Files.createDirectories(building);
            write(checkpoint, adapter, building);
            // Fails where another build was quicker: a folder is not moved over one that holds files.
            Files.move(building, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (UnusableCheckpointException | InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw unwritable(e);
        } catch (UncheckedIOException e) {
            // A file of the checkpoint was cut while it was read.
            throw e.getCause();
        } finally {
            FileSystemUtils.deleteRecursively(building);
        }
    }

    private void refuseOccupied() throws IOException {
        boolean exists = Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        if (exists && !(Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS) && isEmpty(target))) {
            throw new UnusableCheckpointException(
                    "There is something at '%s' already; name a folder that does not exist or is empty."
                            .formatted(target));
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private void write(Checkpoint checkpoint, @Nullable LoraAdapter adapter, Path building) throws IOException {
        DecoderDescription description = Families.describe(checkpoint);
        var graph = new OnnxGraph(description.family());
        var data = new DataFile();
        Set<String> used = new DecoderGraph(description, checkpoint.weights(), adapter, options, graph, data).add();
        UnusedTensors.refuse(checkpoint.weights(), used);
        if (adapter != null) {
            adapter.refuseUnused(used);
        }
        data.create(building);
        String digest = write(data, building, () -> {
            graph.write(building);
            CompanionFiles.copy(checkpoint.folder(), building);
            GenaiConfig.write(building, checkpoint, description);
            return accepted(building.resolve(OnnxGraph.FILE), description);
        });
        BuiltManifest.write(building, checkpoint, description, options, used, Map.of(DataFile.NAME, digest));
    }

    /** While weights are written, the rest is; ONNX Runtime looks at the graph, which does not depend on their values. */
    private String write(DataFile data, Path building, Callable<Path> rest) throws IOException {
        try (ExecutorService beside = Executors.newSingleThreadExecutor()) {
            Future<Path> accepted = beside.submit(rest);
            String digest = data.write(building, Runtime.getRuntime().availableProcessors(), progress);
            accepted.get();
            return digest;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The build was interrupted.");
        }
    }

    private static Path accepted(Path graph, DecoderDescription description) throws IOException {
        var limits = new DecoderLimits(
                description.size().context(),
                DecoderLimits.NEVER,
                description.size().vocabulary());
        try {
            GraphVerification.verify(graph, limits);
            return graph;
        } catch (UnusableGraphException e) {
            throw new UnusableCheckpointException(
                    "The model was built and cannot be used: %s; please report this with the checkpoint's config.json."
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private UnusableCheckpointException unwritable(IOException e) {
        String reason = e instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        return new UnusableCheckpointException(
                "The model could not be written to '%s' (%s); check the free space and the rights there, and that no other build goes to the same place."
                        .formatted(target, reason),
                e);
    }
}
