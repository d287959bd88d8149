package io.cloister.inference.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import onnx.ModelProto;
import onnx.StringStringEntryProto;
import onnx.TensorProto;

/** The names of the files that a graph keeps its weights in. */
public final class ExternalData {

    /** Protocol buffers end at 2 GiB; larger models must keep their weights outside. */
    private static final long LARGEST = Integer.MAX_VALUE;

    private ExternalData() {}

    /**
     * Reads the graph without copying its weights.
     *
     * @return names as they stand in the graph, relative to its folder, unchecked
     * @throws IOException where the file is no ONNX graph
     */
    public static Set<String> namesIn(Path graph) throws IOException {
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
            collect(model, names);
            return names;
        }
    }

    /** Tensors can stand in initializers, attributes, subgraphs and functions: all messages are looked through. */
    private static void collect(Message message, Set<String> names) {
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
        for (Object value : message.getAllFields().values()) {
            if (value instanceof Message part) {
                collect(part, names);
            } else if (value instanceof List<?> list) {
                list.stream().filter(Message.class::isInstance).forEach(part -> collect((Message) part, names));
            }
        }
    }
}
