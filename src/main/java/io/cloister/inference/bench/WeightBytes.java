package io.cloister.inference.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import onnx.GraphProto;
import onnx.ModelProto;
import onnx.StringStringEntryProto;
import onnx.TensorProto;

/** Bytes of weights that a graph reads for each step of its texts. */
final class WeightBytes {

    /** They read some rows of a table and not the whole of it. */
    private static final Set<String> SELECTIVE =
            Set.of("Gather", "GatherBlockQuantized", "GroupQueryAttention", "RotaryEmbedding");

    private WeightBytes() {}

    /** What is stored once and used twice, as a tied embedding, counts once. */
    static long of(Path graphFile) throws IOException {
        GraphProto graph = ModelProto.parseFrom(Files.readAllBytes(graphFile)).getGraph();
        Set<String> read = graph.getNodeList().stream()
                .filter(node -> !SELECTIVE.contains(node.getOpType()))
                .flatMap(node -> node.getInputList().stream())
                .collect(Collectors.toSet());
        var bytes = new HashMap<String, Long>();
        for (TensorProto tensor : graph.getInitializerList()) {
            if (read.contains(tensor.getName())) {
                Map<String, String> place = tensor.getExternalDataList().stream()
                        .collect(Collectors.toMap(StringStringEntryProto::getKey, StringStringEntryProto::getValue));
                bytes.put(
                        place.getOrDefault("location", tensor.getName()) + "@" + place.get("offset"),
                        place.containsKey("length")
                                ? Long.parseLong(place.get("length"))
                                : tensor.getRawData().size());
            }
        }
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }
}
