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
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * Makes a model folder of a checkpoint. Everything is written into a folder beside the target, which takes the target's
 * name only when it is complete; nothing is left where the build fails.
 */
public final class ModelBuild {

    /** What belongs to a model besides its weights and is taken over as it is. */
    private static final List<String> COMPANIONS = List.of(
            "config.json",
            "generation_config.json",
            "tokenizer.json",
            "tokenizer_config.json",
            "tokenizer.model",
            "chat_template.jinja",
            "special_tokens_map.json",
            "added_tokens.json",
            "vocab.json",
            "merges.txt",
            "LICENSE",
            "LICENSE.txt",
            "LICENSE.md",
            "NOTICE",
            "README.md");

    /** Tensors that older programs stored and that follow from the configuration. */
    private static final Pattern DERIVED =
            Pattern.compile(".*(rotary_emb\\.inv_freq|attn\\.(masked_)?bias|attention\\.(masked_)?bias)");

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
        refuseUnused(checkpoint, used);
        if (adapter != null) {
            adapter.refuseUnused(used);
        }
        data.requireSpace(building);
        graph.write(building);
        data.write(building, Runtime.getRuntime().availableProcessors(), progress);
        for (String name : COMPANIONS) {
            Path file = checkpoint.folder().resolve(name);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                // By its content alone: the source may be on a disk that nobody can write to.
                Files.write(building.resolve(name), Files.readAllBytes(file));
            }
        }
        GenaiConfig.write(building, checkpoint, description);
        BuiltManifest.write(building, checkpoint, description, options, used);
        verify(building, description);
    }

    private static void verify(Path building, DecoderDescription description) throws IOException {
        var limits = new DecoderLimits(
                description.size().context(),
                DecoderLimits.NEVER,
                description.size().vocabulary());
        try {
            GraphVerification.verify(building.resolve(OnnxGraph.FILE), limits);
        } catch (UnusableGraphException e) {
            throw new UnusableCheckpointException(
                    "The model was built and cannot be used: %s; please report this with the checkpoint's config.json."
                            .formatted(e.getMessage()),
                    e);
        }
    }

    /** A tensor that nothing reads is a part of the model that would be missing. */
    private static void refuseUnused(Checkpoint checkpoint, Set<String> used) throws UnusableCheckpointException {
        var unused = new TreeSet<>(checkpoint.weights().names());
        unused.removeAll(used);
        unused.removeIf(name -> DERIVED.matcher(name).matches() || name.equals("lm_head.weight"));
        if (!unused.isEmpty()) {
            throw new UnusableCheckpointException(
                    "The weights hold %d tensors that config.json does not explain, '%.200s' among them; the two files do not belong together, or this is a variant that cannot be built."
                            .formatted(unused.size(), unused.first()));
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
