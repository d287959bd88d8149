package io.cloister.inference.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onnx.ModelProto;
import onnx.NodeProto;
import onnx.StringStringEntryProto;
import onnx.TensorProto;

/**
 * What a graph's file tells before it is loaded.
 *
 * @param producer the program that wrote it, in its own words; empty where it does not say
 * @param dataFiles names of the files that keep its weights, as they stand in the graph: relative to its folder,
 *     unchecked
 * @param sharedCaches outputs by inputs: a cache that one GroupQueryAttention reads and nothing else, and where it
 *     writes the longer one; both may lie in the same memory
 */
public record GraphFile(Path path, String producer, Set<String> dataFiles, Map<String, String> sharedCaches) {

    /** Protocol buffers end at 2 GiB; larger models must keep their weights outside. */
    private static final long LARGEST = Integer.MAX_VALUE;

    private static final String OWN_PRODUCER = "cloister";
    private static final String ATTENTION = "GroupQueryAttention";

    /** Positions among the attention's inputs and outputs: past key and value, present key and value. */
    private static final Map<Integer, Integer> CACHES = Map.of(3, 1, 4, 2);

    /** Whether Cloister built it, and so knows what its nodes are called. */
    public boolean builtHere() {
        return producer.equals(OWN_PRODUCER);
    }

    /** Bytes of the graph and of its weights. */
    public long bytes() {
        long bytes = path.toFile().length();
        for (String name : dataFiles) {
            bytes += path.resolveSibling(name).toFile().length();
        }
        return bytes;
    }

    /**
     * Reads the graph without copying its weights.
     *
     * @throws IOException where the file is no ONNX graph
     */
    public static GraphFile read(Path graph) throws IOException {
        try (var channel = FileChannel.open(graph, StandardOpenOption.READ)) {
            if (channel.size() == 0 || channel.size() > LARGEST) {
                throw new IOException("it is empty or larger than 2 GiB");
            }
            var bytes = UnsafeByteOperations.unsafeWrap(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
            CodedInputStream input = bytes.newCodedInput();
            input.enableAliasing(true);
            input.setSizeLimit(Integer.MAX_VALUE);
            ModelProto model = ModelProto.parseFrom(input);
            if (!model.hasGraph()) {
                throw new IOException("it holds no graph");
            }
            var names = new LinkedHashSet<String>();
            var nodes = new ArrayList<NodeProto>();
            collect(model, names, nodes);
            return new GraphFile(graph, model.getProducerName(), names, sharedCaches(nodes));
        }
    }

    /** Tensors and nodes can stand in initializers, attributes, subgraphs and functions: all is looked through. */
    private static void collect(Message message, Set<String> names, List<NodeProto> nodes) {
        if (message instanceof TensorProto tensor) {
            if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
                names.add(tensor.getExternalDataList().stream()
                        .filter(entry -> entry.getKey().equals("location"))
                        .map(StringStringEntryProto::getValue)
                        .findFirst()
                        .orElse(""));
            }
            return;
        }
        if (message instanceof NodeProto node) {
            nodes.add(node);
        }
        for (Object value : message.getAllFields().values()) {
            if (value instanceof Message part) {
                collect(part, names, nodes);
            } else if (value instanceof List<?> list) {
                list.stream().filter(Message.class::isInstance).forEach(part -> collect((Message) part, names, nodes));
            }
        }
    }

    private static Map<String, String> sharedCaches(List<NodeProto> nodes) {
        var readers = new HashMap<String, Integer>();
        nodes.forEach(node -> node.getInputList().forEach(name -> readers.merge(name, 1, Integer::sum)));
        var caches = new HashMap<String, String>();
        for (NodeProto node : nodes) {
            CACHES.forEach((input, output) -> {
                if (node.getOpType().equals(ATTENTION)
                        && node.getInputCount() > input
                        && node.getOutputCount() > output
                        && Integer.valueOf(1).equals(readers.get(node.getInput(input)))) {
                    caches.put(node.getInput(input), node.getOutput(output));
                }
            });
        }
        return caches;
    }
}
