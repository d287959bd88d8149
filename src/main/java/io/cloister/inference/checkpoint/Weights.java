package io.cloister.inference.checkpoint;

import java.util.Collections;
import java.util.Map;
import java.util.Set;

/** The tensors of a checkpoint by name, whichever of its files holds them. May be used by several threads at once. */
public final class Weights {

    private final Map<String, MappedTensor> tensors;

    Weights(Map<String, MappedTensor> tensors) {
        this.tensors = tensors;
    }

    /** All names, those of tensors that cannot be read included; in the order of the files. */
    public Set<String> names() {
        return Collections.unmodifiableSet(tensors.keySet());
    }

    /** Whether there is a tensor of this name, readable or not. */
    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    /** @throws UnusableCheckpointException where there is none of this name, or it is stored as whole numbers or alike */
    public StoredTensor get(String name) throws UnusableCheckpointException {
        MappedTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new UnusableCheckpointException(
                    "The weights have no tensor '%s'; get the complete checkpoint from its maker.".formatted(name));
        }
        return tensor.stored();
    }
}
