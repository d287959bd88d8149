package io.cloister.inference.binding;

import io.cloister.inference.onnx.AdaptableGraph;
import io.cloister.inference.onnx.UnusableGraphException;
import java.util.ArrayList;
import java.util.List;
import onnx.GraphProto;
import onnx.TensorShapeProto;
import onnx.TypeProto;
import onnx.ValueInfoProto;

/**
 * What a graph of ours says of its sizes.
 *
 * @param caches two of each layer, keys and values
 * @param slots inputs for adapters; empty where the graph takes none
 */
record DecoderShape(int vocabulary, List<Cache> caches, List<Slot> slots) {

    /**
     * A tensor [rows, heads, capacity, width] that a step reads and writes.
     *
     * @param past the input
     * @param present the output
     */
    record Cache(String past, String present, ElementType type, int heads, int width) {

        /** Of one head. */
        long bytes(int tokens) {
            return (long) tokens * width * type.bytes();
        }
    }

    /**
     * An input for half of an addition to a linear map: [1, size, rank] down or [1, rank, size] up again.
     *
     * @param node name of the map
     */
    record Slot(String input, String node, boolean down, int size, ElementType type) {

        static Slot of(ValueInfoProto input) {
            String name = input.getName();
            TypeProto.Tensor type = input.getType().getTensorType();
            boolean down = name.endsWith(AdaptableGraph.DOWN);
            return new Slot(
                    name,
                    name.substring(AdaptableGraph.PREFIX.length(), name.lastIndexOf('.')),
                    down,
                    DecoderShape.size(type.getShape(), down ? 1 : 2),
                    ElementType.floating(type.getElemType()));
        }
    }

    /** @throws UnusableGraphException where it is none that was built here */
    static DecoderShape of(GraphProto graph) throws UnusableGraphException {
        var caches = new ArrayList<Cache>();
        var slots = new ArrayList<Slot>();
        int vocabulary = 0;
        for (ValueInfoProto input : graph.getInputList()) {
            if (input.getName().startsWith("past_key_values.")) {
                TypeProto.Tensor type = input.getType().getTensorType();
                caches.add(new Cache(
                        input.getName(),
                        input.getName().replace("past_key_values.", "present."),
                        ElementType.floating(type.getElemType()),
                        size(type.getShape(), 1),
                        size(type.getShape(), 3)));
            } else if (input.getName().startsWith(AdaptableGraph.PREFIX)) {
                slots.add(Slot.of(input));
            } else if (!ServingGraph.INPUTS.contains(input.getName())) {
                throw new UnusableGraphException("it has inputs that a text decoder does not have: " + input.getName());
            }
        }
        for (ValueInfoProto output : graph.getOutputList()) {
            if (output.getName().equals(ServingGraph.LOGITS)) {
                vocabulary = size(output.getType().getTensorType().getShape(), 2);
            }
        }
        if (caches.isEmpty() || vocabulary <= 0) {
            throw new UnusableGraphException("it is no text decoder as Cloister builds them");
        }
        return new DecoderShape(vocabulary, List.copyOf(caches), List.copyOf(slots));
    }

    private static int size(TensorShapeProto shape, int dimension) {
        return Math.toIntExact(shape.getDim(dimension).getDimValue());
    }

    /** Of the cache, for one token of one row. */
    long bytesPerToken() {
        return caches.stream()
                .mapToLong(cache -> cache.heads() * cache.bytes(1))
                .sum();
    }
}
