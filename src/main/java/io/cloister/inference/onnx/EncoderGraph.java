package io.cloister.inference.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import onnx.ModelProto;
import org.jspecify.annotations.Nullable;

/**
 * An encoder's graph as its maker wrote it. Its weights stay in the mapped file until it is opened.
 *
 * @param folder where weights outside of the graph lie; null where there are none
 */
public record EncoderGraph(ModelProto model, @Nullable Path folder) {

    /** They take the smallest and the largest number of a whole run. */
    private static final Set<String> QUANTIZING_BY_RANGE =
            Set.of("DynamicQuantizeLinear", "DynamicQuantizeMatMul", "QAttention", "DynamicQuantizeLSTM");

    /**
     * Reads the graph of a file, whose names of data files were checked.
     *
     * @throws IOException where it is none
     */
    public static EncoderGraph read(GraphFile file) throws IOException {
        try (var channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            return new EncoderGraph(
                    parse(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())),
                    file.path().toAbsolutePath().getParent());
        }
    }

    /** @throws IOException where the bytes are no graph */
    public static EncoderGraph of(byte[] graph) throws IOException {
        return new EncoderGraph(parse(ByteBuffer.wrap(graph)), null);
    }

    private static ModelProto parse(ByteBuffer bytes) throws IOException {
        CodedInputStream input = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
        input.enableAliasing(true);
        input.setSizeLimit(Integer.MAX_VALUE);
        return ModelProto.parseFrom(input);
    }

    boolean quantizesByRange() {
        return model.getGraph().getNodeList().stream().anyMatch(node -> QUANTIZING_BY_RANGE.contains(node.getOpType()));
    }

    /** The file's form, outside of the heap, which large graphs would not fit into. */
    ByteBuffer bytes(Arena arena) throws IOException {
        ByteBuffer bytes = arena.allocate(model.getSerializedSize()).asByteBuffer();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        model.writeTo(out);
        out.flush();
        return bytes.rewind();
    }

    /** The same with its 32-bit matrices in 8 bits; those outside of the graph stay as they are. */
    public EncoderGraph inEightBits() {
        return with(EightBitRewrite.apply(model));
    }

    EncoderGraph with(ModelProto other) {
        return new EncoderGraph(other, folder);
    }
}
