package io.cloister.inference;

import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.WeightsType;
import io.cloister.inference.build.BuildOptions;
import io.cloister.inference.build.ModelBuild;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import onnx.GraphProto;
import onnx.ModelProto;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A small model that was really trained, as a folder that can be served, and what it writes. */
public final class StoriesModel {

    public static final Path CHECKPOINT = Path.of("src/test/resources/models/stories260K");
    private static final String GRAPH = "model.onnx";

    private StoriesModel() {}

    /** Builds it as the product does: several texts can be read together. */
    public static Path build(Path folder) throws IOException {
        ModelBuild.build(CHECKPOINT, folder, BuildOptions.of(WeightsType.FP32), BuildProgress.NONE);
        return folder;
    }

    /** Changes the graph of a folder, which so was made elsewhere. */
    public static Path change(Path folder, UnaryOperator<GraphProto> change) throws IOException {
        return change(folder, change, "elsewhere");
    }

    /** Changes the graph of a folder, which still says that it was built here. */
    public static Path damage(Path folder, UnaryOperator<GraphProto> change) throws IOException {
        return change(folder, change, "cloister");
    }

    private static Path change(Path folder, UnaryOperator<GraphProto> change, String producer) throws IOException {
        Path file = folder.resolve(GRAPH);
        ModelProto model;
        try (InputStream in = Files.newInputStream(file)) {
            model = ModelProto.parseFrom(in);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            model.toBuilder()
                    .setProducerName(producer)
                    .setGraph(change.apply(model.getGraph()))
                    .build()
                    .writeTo(out);
        }
        return folder;
    }

    /** The known tokens of its greedy text, with the one that begins every text. */
    public static long[] tokens() throws IOException {
        return expected("greedy_ids").valueStream().mapToLong(JsonNode::asLong).toArray();
    }

    /** The same as text. */
    public static String text() throws IOException {
        return expected("text").asString();
    }

    private static JsonNode expected(String name) throws IOException {
        return new JsonMapper()
                .readTree(Files.readString(CHECKPOINT.resolve("expected.json")))
                .path(name);
    }
}
