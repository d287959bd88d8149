package io.cloister.inference.checkpoint;

import java.lang.foreign.Arena;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The tensors of a checkpoint by name, whichever of its files holds them. May be used by several threads at once. */
public final class Weights {

    private final Map<String, MappedTensor> tensors = new LinkedHashMap<>();
    private final Arena arena = Arena.ofShared();

    private Weights() {}

    static Weights open(CheckpointFolder folder, WeightFiles files) throws UnusableCheckpointException {
        var weights = new Weights();
        try {
            weights.map(folder, files);
            return weights;
        } catch (UnusableCheckpointException | RuntimeException e) {
            weights.close();
            throw e;
        }
    }

    private void map(CheckpointFolder folder, WeightFiles files) throws UnusableCheckpointException {
        for (String file : files.names()) {
            for (MappedTensor tensor : MappedTensor.map(folder, file, arena)) {
                files.checkPlace(tensor.name(), file);
                tensors.put(tensor.name(), tensor);
            }
        }
        files.checkComplete(tensors.keySet());
    }

    /** All names, those of tensors that cannot be read included; in the order of the files. */
    public Set<String> names() {
        return Collections.unmodifiableSet(tensors.keySet());
    }

    /** Whether there is a tensor of this name, readable or not. */
    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    /** @throws UnusableCheckpointException where there is none of this name, or it is not stored in an {@link ElementType} */
    public StoredTensor get(String name) throws UnusableCheckpointException {
        MappedTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new UnusableCheckpointException(
                    "The weights have no tensor '%.200s'; get the complete checkpoint from its maker.".formatted(name));
        }
        return tensor.stored();
    }

    void close() {
        arena.close();
    }
}
