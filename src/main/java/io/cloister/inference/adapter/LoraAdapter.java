package io.cloister.inference.adapter;

import io.cloister.inference.checkpoint.AdapterCheckpoint;
import io.cloister.inference.checkpoint.StoredTensor;
import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.inference.checkpoint.Weights;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A LoRA adapter (Hu et al. 2021) as PEFT saves it. May be used by several threads at once.
 */
public final class LoraAdapter implements AutoCloseable {

    private static final String PREFIX = "base_model.model.";
    private static final String A = ".lora_A.weight";
    private static final String B = ".lora_B.weight";

    private final AdapterCheckpoint checkpoint;
    private final Map<String, LoraMatrix> matrices;

    private LoraAdapter(AdapterCheckpoint checkpoint, Map<String, LoraMatrix> matrices) {
        this.checkpoint = checkpoint;
        this.matrices = matrices;
    }

    /** @throws UnusableCheckpointException where it is damaged or a variant that is not built */
    public static LoraAdapter open(Path folder) throws UnusableCheckpointException {
        AdapterCheckpoint checkpoint = AdapterCheckpoint.open(folder);
        try {
            return new LoraAdapter(checkpoint, read(LoraConfig.of(checkpoint.config()), checkpoint.weights()));
        } catch (UnusableCheckpointException | RuntimeException e) {
            checkpoint.close();
            throw e;
        }
    }

    private static Map<String, LoraMatrix> read(LoraConfig config, Weights weights) throws UnusableCheckpointException {
        var matrices = new HashMap<String, LoraMatrix>();
        for (String name : weights.names()) {
            if (name.startsWith(PREFIX) && name.endsWith(A)) {
                String module = name.substring(PREFIX.length(), name.length() - A.length());
                matrices.put(
                        module + ".weight",
                        matrix(config, module, weights.get(name), weights.get(PREFIX + module + B)));
            } else if (!name.startsWith(PREFIX) || !name.endsWith(B)) {
                throw new UnusableCheckpointException(
                        "The adapter holds '%.200s', which is no part of a LoRA on linear maps; train it on linear maps only."
                                .formatted(name));
            }
        }
        return matrices;
    }

    private static LoraMatrix matrix(LoraConfig config, String module, StoredTensor a, StoredTensor b)
            throws UnusableCheckpointException {
        if (a.shape().size() != 2
                || b.shape().size() != 2
                || !a.shape().get(0).equals(b.shape().get(1))
                || a.elements() == 0) {
            throw new UnusableCheckpointException(
                    "The adapter's two matrices for '%.200s' have the shapes %s and %s, which do not fit; get it again from its maker."
                            .formatted(module, a.shape(), b.shape()));
        }
        int rank = Math.toIntExact(a.shape().get(0));
        return new LoraMatrix(a, b, rank, config.scale(module, rank));
    }

    /** What is added to a stored matrix of the base model; empty where it stays as it is. */
    public Optional<LoraMatrix> of(String tensor) {
        return Optional.ofNullable(matrices.get(tensor));
    }

    /** Numbers in all its matrices. */
    public long parameters() {
        return matrices.values().stream()
                .mapToLong(matrix -> matrix.a().elements() + matrix.b().elements())
                .sum();
    }

    /**
     * @param used the matrices of the base model that were asked for
     * @throws UnusableCheckpointException where the adapter changes others, and so belongs to another model
     */
    public void refuseUnused(Set<String> used) throws UnusableCheckpointException {
        var unused = new TreeSet<>(matrices.keySet());
        unused.removeAll(used);
        if (!unused.isEmpty()) {
            throw new UnusableCheckpointException(
                    "The adapter changes '%.200s', which this model does not have as a map of its own; use the model that it was trained on."
                            .formatted(unused.first()));
        }
    }

    @Override
    public void close() {
        checkpoint.close();
    }
}
