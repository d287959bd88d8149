package io.cloister.inference.embedding;

import io.cloister.inference.onnx.EncoderGraph;
import io.cloister.inference.onnx.EncoderSession;
import io.cloister.inference.onnx.GraphFile;
import io.cloister.inference.onnx.UnusableGraphException;
import io.cloister.inference.tokenizer.TextTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A folder of an encoder in ONNX as Hugging Face, Optimum or sentence-transformers lay it out. Files of subfolders may
 * also lie at the top, as the catalog keeps them: {@code 1_Pooling/config.json} as {@code 1_Pooling.config.json}.
 */
record EncoderFolder(Path path) {

    static final String CONFIG = "config.json";
    private static final String TOKENIZER = "tokenizer.json";
    private static final List<String> GRAPHS =
            List.of("model.onnx", "onnx/model.onnx", "model_quantized.onnx", "onnx/model_quantized.onnx");
    private static final JsonMapper JSON = new JsonMapper();

    boolean has(String name) {
        return Files.exists(path.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    boolean hasGraph() {
        return GRAPHS.stream().anyMatch(this::has);
    }

    /** @throws UnusableEncoderException where it is missing or damaged */
    JsonNode config() throws UnusableEncoderException {
        file(CONFIG);
        return json(CONFIG);
    }

    /** Missing where the folder has no such file. */
    JsonNode json(String name) throws UnusableEncoderException {
        if (!has(name)) {
            return MissingNode.getInstance();
        }
        try (InputStream in = Files.newInputStream(file(name))) {
            return JSON.readTree(in);
        } catch (IOException | JacksonException e) {
            throw UnusableEncoderException.unreadable(name, e);
        }
    }

    /** The configuration of a module of sentence-transformers; missing where there is none. */
    JsonNode moduleConfig(String module) throws UnusableEncoderException {
        String flat = module + "." + CONFIG;
        return json(has(flat) ? flat : module + "/" + CONFIG);
    }

    /** Opens the graph with its tokenizers. */
    TextEncoder open(EncoderRuntime runtime, List<String> outputs, int maxTokens) throws UnusableEncoderException {
        Path tokenizer = file(TOKENIZER);
        EncoderSession session = session(runtime, outputs);
        try (InputStream forCounting = Files.newInputStream(tokenizer);
                InputStream forReading = Files.newInputStream(tokenizer)) {
            return new TextEncoder(
                    session,
                    TextTokenizer.load(forCounting),
                    TextTokenizer.loadCutting(forReading, maxTokens),
                    runtime.scheduler());
        } catch (IOException e) {
            session.close();
            throw UnusableEncoderException.unreadable(TOKENIZER, e);
        }
    }

    private EncoderSession session(EncoderRuntime runtime, List<String> outputs) throws UnusableEncoderException {
        String name = GRAPHS.stream().filter(this::has).findFirst().orElseThrow(this::noGraph);
        try {
            GraphFile graph = GraphFile.read(file(name));
            for (String data : graph.dataFiles()) {
                requireBeside(name, data);
            }
            EncoderGraph read = EncoderGraph.read(graph);
            return runtime.sessions().openEncoder(runtime.eightBits() ? read.inEightBits() : read, outputs);
        } catch (IOException e) {
            throw UnusableEncoderException.unreadable(name, e);
        } catch (UnusableGraphException e) {
            throw new UnusableEncoderException(
                    "The file '%s' cannot be used: %s. Export the model again as an encoder."
                            .formatted(name, e.getMessage()),
                    e);
        }
    }

    private UnusableEncoderException noGraph() {
        return new UnusableEncoderException(
                "The folder holds no graph ('model.onnx', also in the subfolder 'onnx'); export the model to ONNX first.");
    }

    /** Nothing outside of the folder may be opened through the graph. */
    private void requireBeside(String owner, String name) throws UnusableEncoderException {
        boolean plain =
                !name.isEmpty() && !name.startsWith(".") && name.chars().noneMatch(c -> "/\\\0".indexOf(c) >= 0);
        if (!plain) {
            throw new UnusableEncoderException(
                    "The file '%s' refers to '%s', which is not a file beside it; export the model again into one folder."
                            .formatted(owner, name));
        }
        file(owner.substring(0, owner.lastIndexOf('/') + 1) + name);
    }

    private Path file(String name) throws UnusableEncoderException {
        Path file = path.resolve(name);
        boolean linked = Stream.iterate(file, part -> !part.equals(path), Path::getParent)
                .anyMatch(Files::isSymbolicLink);
        if (linked || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            String fault = has(name) ? "is a link or a folder" : "is missing";
            throw new UnusableEncoderException(
                    "The file '%s' %s; put it into the model's folder.".formatted(name, fault));
        }
        return file;
    }
}
