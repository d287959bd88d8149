package io.cloister.inference.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tensors of a checkpoint by name, whichever of its files holds them. May be used by several threads at once. */
public final class Weights {

    private final List<WeightFile> files = new ArrayList<>();
    private final Map<String, Place> tensors = new LinkedHashMap<>();

    private record Place(WeightFile file, TensorEntry entry) {}

    private Weights() {}

    static Weights open(CheckpointFolder folder, WeightFiles files) throws UnusableCheckpointException {
        var weights = new Weights();
        try {
            weights.add(folder, files);
            return weights;
        } catch (UnusableCheckpointException | RuntimeException e) {
            weights.close();
            throw e;
        }
    }

    private void add(CheckpointFolder folder, WeightFiles names) throws UnusableCheckpointException {
        for (String name : names.names()) {
            WeightFile file = WeightFile.open(folder, name);
            files.add(file);
            for (TensorEntry entry : file.header().entries()) {
                names.checkPlace(entry.name(), name);
                tensors.put(entry.name(), new Place(file, entry));
            }
        }
        names.checkComplete(tensors.keySet());
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
        Place place = tensors.get(name);
        if (place == null) {
            throw new UnusableCheckpointException(
                    "The weights have no tensor '%.200s'; get the complete checkpoint from its maker.".formatted(name));
        }
        return place.file().tensor(place.entry());
    }

    void close() {
        for (WeightFile file : files) {
            try {
                file.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
