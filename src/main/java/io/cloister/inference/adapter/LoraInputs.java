package io.cloister.inference.adapter;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.inference.family.DecoderDescription;
import io.cloister.inference.family.Matrix;
import io.cloister.inference.family.RowBlock;
import io.cloister.inference.onnx.AdapterInput;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An adapter as inputs of a graph, whose linear maps may each stand for several of the checkpoint's: their ranks come one
 * after the other, and each output sees its own.
 */
public final class LoraInputs {

    private LoraInputs() {}

    /**
     * @param model whose graph it is
     * @throws UnusableCheckpointException where the adapter belongs to another model
     */
    public static List<AdapterInput> of(DecoderDescription model, LoraAdapter adapter)
            throws UnusableCheckpointException {
        Set<String> used = new HashSet<>();
        List<AdapterInput> inputs = new ArrayList<>();
        for (Matrix matrix : model.products().toList()) {
            Map<String, LoraMatrix> parts = parts(matrix, adapter);
            used.addAll(parts.keySet());
            if (!parts.isEmpty()) {
                inputs.add(input(matrix, parts));
            }
        }
        adapter.refuseUnused(used);
        return inputs;
    }

    private static Map<String, LoraMatrix> parts(Matrix matrix, LoraAdapter adapter)
            throws UnusableCheckpointException {
        var parts = new LinkedHashMap<String, LoraMatrix>();
        for (RowBlock block : matrix.blocks()) {
            String tensor = block.tensor();
            if (tensor != null && !parts.containsKey(tensor)) {
                LoraMatrix part = adapter.of(tensor).orElse(null);
                if (part != null) {
                    LoraFit.require(tensor, part, matrix, block);
                    parts.put(tensor, part);
                }
            }
        }
        return parts;
    }

    private static AdapterInput input(Matrix matrix, Map<String, LoraMatrix> parts) {
        int ranks = parts.values().stream().mapToInt(LoraMatrix::rank).sum();
        float[] down = new float[matrix.paddedColumns() * ranks];
        float[] up = new float[ranks * matrix.rows()];
        int first = 0;
        for (Map.Entry<String, LoraMatrix> part : parts.entrySet()) {
            fillDown(matrix, part.getValue(), down, first, ranks);
            fillUp(matrix, part.getKey(), part.getValue(), up, first);
            first += part.getValue().rank();
        }
        return new AdapterInput(matrix.name(), matrix.paddedColumns(), ranks, matrix.rows(), down, up);
    }

    /** A, turned over: [inputs, ranks]. */
    private static void fillDown(Matrix matrix, LoraMatrix part, float[] down, int first, int ranks) {
        float[] a = part.down();
        int group = matrix.padding().group();
        for (int column = 0; column < matrix.columns(); column++) {
            int row = column / group * matrix.padding().padded() + column % group;
            for (int k = 0; k < part.rank(); k++) {
                down[row * ranks + first + k] = a[k * matrix.columns() + column];
            }
        }
    }

    /** B, turned over: [ranks, outputs], zero where an output is another tensor's. */
    private static void fillUp(Matrix matrix, String tensor, LoraMatrix part, float[] up, int first) {
        int output = 0;
        for (RowBlock block : matrix.blocks()) {
            if (tensor.equals(block.tensor())) {
                float[] b = part.up(block.from(), block.count());
                for (int row = 0; row < block.count(); row++) {
                    for (int k = 0; k < part.rank(); k++) {
                        up[(first + k) * matrix.rows() + output + row] = b[row * part.rank() + k];
                    }
                }
            }
            output += block.count();
        }
    }
}
