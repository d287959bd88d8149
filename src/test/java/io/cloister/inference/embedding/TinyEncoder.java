package io.cloister.inference.embedding;

import static io.cloister.inference.GraphParts.attribute;
import static io.cloister.inference.GraphParts.integers;
import static io.cloister.inference.GraphParts.node;
import static io.cloister.inference.GraphParts.value;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import onnx.GraphProto;
import onnx.ModelProto;
import onnx.OperatorSetIdProto;
import onnx.TensorProto;
import onnx.TensorProto.DataType;

/**
 * Folders with the smallest encoders: a token's vector is its row of a random table, times one more than its type. What
 * comes out is easily computed by other means.
 */
public record TinyEncoder(int width) {

    static final int VOCABULARY = 30522;
    private static final Path NOWHERE = Path.of("");

    float[] table() {
        Random random = new Random(7);
        float[] table = new float[VOCABULARY * width];
        for (int i = 0; i < table.length; i++) {
            table[i] = (float) random.nextGaussian();
        }
        return table;
    }

    /** With a vector for each token. */
    public Path write(Path folder, String output) throws IOException {
        return write(folder, graph(output).addOutput(value(output, DataType.FLOAT, "rows", "columns", width)));
    }

    /** With one vector for a text: the sum of those of its tokens. */
    public Path writePooled(Path folder, String output) throws IOException {
        return write(
                folder,
                graph("hidden")
                        .addInput(value("attention_mask", DataType.INT64, "rows", "columns"))
                        .addInitializer(integers("one", 1))
                        .addInitializer(integers("last", -1))
                        .addNode(node("Cast", "mask", List.of("attention_mask"), attribute("to", 1)))
                        .addNode(node("Unsqueeze", "wide_mask", List.of("mask", "last")))
                        .addNode(node("Mul", "real", List.of("hidden", "wide_mask")))
                        .addNode(node("ReduceSum", output, List.of("real", "one"), attribute("keepdims", 0)))
                        .addOutput(value(output, DataType.FLOAT, "rows", width)));
    }

    private GraphProto.Builder graph(String output) {
        float[] numbers = table();
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        return GraphProto.newBuilder()
                .setName("tiny")
                .addInput(value("input_ids", DataType.INT64, "rows", "columns"))
                .addInput(value("token_type_ids", DataType.INT64, "rows", "columns"))
                .addInitializer(TensorProto.newBuilder()
                        .setName("table")
                        .setDataType(TensorProto.DataType.FLOAT_VALUE)
                        .addDims(VOCABULARY)
                        .addDims(width)
                        .setRawData(ByteString.copyFrom(bytes)))
                .addInitializer(integers("plus", 1))
                .addInitializer(integers("axis", -1))
                .addNode(node("Add", "types", List.of("token_type_ids", "plus")))
                .addNode(node("Cast", "factors", List.of("types"), attribute("to", 1)))
                .addNode(node("Unsqueeze", "wide", List.of("factors", "axis")))
                .addNode(node("Gather", "rows", List.of("table", "input_ids")))
                .addNode(node("Mul", output, List.of("rows", "wide")));
    }

    private static Path write(Path folder, GraphProto.Builder graph) throws IOException {
        Files.write(
                folder.resolve("model.onnx"),
                ModelProto.newBuilder()
                        .setIrVersion(10)
                        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(21))
                        .setGraph(graph)
                        .build()
                        .toByteArray());
        try (InputStream tokenizer = BuiltInEncoder.open(BuiltInEncoder.BGE_SMALL.tokenizer())) {
            Files.write(folder.resolve("tokenizer.json"), tokenizer.readAllBytes());
        }
        return folder;
    }

    /** Lays down a sentence-transformers model without its graph. */
    public static void describe(Path folder, String pooling) throws IOException {
        text(folder, "config.json", "{'architectures':['BertModel'],'model_type':'bert','max_position_embeddings':64}");
        text(
                folder,
                "modules.json",
                "[{'path':'','type':'sentence_transformers.models.Transformer'},"
                        + "{'path':'1_Pooling','type':'sentence_transformers.models.Pooling'}]");
        text(folder, "1_Pooling/config.json", pooling);
    }

    /** Writes JSON that has single quotes. */
    public static void text(Path folder, String name, String json) throws IOException {
        Path file = folder.resolve(name);
        Path parent = file.getParent();
        Files.createDirectories(parent == null ? NOWHERE : parent);
        Files.writeString(file, json.replace('\'', '"'));
    }
}
