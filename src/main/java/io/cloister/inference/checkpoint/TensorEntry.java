package io.cloister.inference.checkpoint;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What the header of a safetensors file says of one tensor. Type, shape and length fit together.
 *
 * @param begin first byte, counted from the end of the header
 * @param end one after the last byte
 */
record TensorEntry(String name, StorageType type, List<Long> shape, long begin, long end) {

    /** @throws UnusableCheckpointException where the header's entry contradicts itself or the format */
    static TensorEntry of(String file, String name, JsonNode json) throws UnusableCheckpointException {
        String dtype = json.path("dtype").asString("");
        StorageType type = StorageType.named(dtype)
                .orElseThrow(() -> new UnusableCheckpointException(
                        "The tensor '%.200s' in '%s' has the unknown type '%.20s'; get the checkpoint in F32, F16 or BF16."
                                .formatted(name, file, dtype)));
        List<Long> shape = wholeNumbers(file, name, json.path("shape"));
        List<Long> offsets = wholeNumbers(file, name, json.path("data_offsets"));
        if (offsets.size() != 2 || offsets.getFirst() > offsets.getLast()) {
            throw damaged(file, name, "has no proper offsets");
        }
        var entry = new TensorEntry(name, type, shape, offsets.getFirst(), offsets.getLast());
        if (!entry.fits()) {
            throw damaged(file, name, "does not have as many bytes as its type and shape need");
        }
        return entry;
    }

    long bytes() {
        return end - begin;
    }

    static UnusableCheckpointException damaged(String file, String name, String fault) {
        return UnusableCheckpointException.damaged(file, "the tensor '%.200s' %s".formatted(name, fault));
    }

    private boolean fits() {
        try {
            long bits = shape.stream().reduce(1L, Math::multiplyExact);
            return Math.multiplyExact(bits, type.bits()) == Math.multiplyExact(bytes(), Byte.SIZE);
        } catch (ArithmeticException e) {
            return false;
        }
    }

    private static List<Long> wholeNumbers(String file, String name, JsonNode array)
            throws UnusableCheckpointException {
        var numbers = new ArrayList<Long>(array.size());
        for (JsonNode number : array) {
            if (!number.isIntegralNumber() || !number.canConvertToLong() || number.asLong() < 0) {
                throw damaged(file, name, "has a dimension or an offset that is no whole number or too large");
            }
            numbers.add(number.asLong());
        }
        if (!array.isArray()) {
            throw damaged(file, name, "lacks its shape or its offsets");
        }
        return List.copyOf(numbers);
    }
}
