package io.cloister.inference.adapter;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.inference.family.Matrix;
import io.cloister.inference.family.RowBlock;

/** Whether an addition has the size of what it is added to. */
public final class LoraFit {

    private LoraFit() {}

    /** @throws UnusableCheckpointException where it has not */
    public static void require(String tensor, LoraMatrix part, Matrix matrix, RowBlock block)
            throws UnusableCheckpointException {
        if (part.inputs() != matrix.columns() || part.outputs() < block.from() + block.count()) {
            throw new UnusableCheckpointException(
                    "The adapter's change of '%.200s' has %d outputs of %d inputs and the model another size; use the model that it was trained on."
                            .formatted(tensor, part.outputs(), part.inputs()));
        }
    }
}
