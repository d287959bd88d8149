package io.cloister.inference.decoder;

import io.cloister.inference.onnx.ExternalData;
import io.cloister.inference.tokenizer.TextTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A model folder in the layout of Hugging Face and Optimum. Reads its files and says what is wrong with one. */
record DecoderFolder(Path path) {

    static final String GRAPH = "model.onnx";
    private static final String CONFIG = "config.json";
    private static final String GENERATION_CONFIG = "generation_config.json";
    private static final String TOKENIZER = "tokenizer.json";
    private static final String TOKENIZER_CONFIG = "tokenizer_config.json";
    private static final String CHAT_TEMPLATE = "chat_template.jinja";
    private static final JsonMapper JSON = new JsonMapper();

    ModelConfig config() throws UnusableFolderException {
        boolean chat = Files.exists(path.resolve(CHAT_TEMPLATE))
                || optionalJson(TOKENIZER_CONFIG).hasNonNull("chat_template");
        return ModelConfig.of(json(CONFIG), optionalJson(GENERATION_CONFIG), chat);
    }

    TextTokenizer tokenizer() throws UnusableFolderException {
        try (InputStream in = Files.newInputStream(file(TOKENIZER))) {
            return TextTokenizer.load(in);
        } catch (IOException e) {
            throw UnusableFolderException.unreadable(TOKENIZER, e);
        }
    }

    /** The graph, after a look at where its weights lie: nothing outside of the folder may be opened through it. */
    Path graph() throws UnusableFolderException {
        Path graph = file(GRAPH);
        try {
            for (String name : ExternalData.namesIn(graph)) {
                if (name.isEmpty() || !Path.of(name).equals(Path.of(name).getFileName()) || name.startsWith(".")) {
                    throw new UnusableFolderException(
                            "The file '%s' keeps weights in '%s', which is not a file beside it; export the model again into one folder."
                                    .formatted(GRAPH, name));
                }
                file(name);
            }
            return graph;
        } catch (IOException e) {
            throw UnusableFolderException.unreadable(GRAPH, e);
        }
    }

    private Path file(String name) throws UnusableFolderException {
        Path file = path.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            String fault = Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? "is a link or a folder" : "is missing";
            throw new UnusableFolderException(
                    "The file '%s' %s; put it into the model's folder.".formatted(name, fault));
        }
        return file;
    }

    private JsonNode optionalJson(String name) throws UnusableFolderException {
        return Files.exists(path.resolve(name)) ? json(name) : MissingNode.getInstance();
    }

    private JsonNode json(String name) throws UnusableFolderException {
        try (InputStream in = Files.newInputStream(file(name))) {
            return JSON.readTree(in);
        } catch (IOException | JacksonException e) {
            throw UnusableFolderException.unreadable(name, e);
        }
    }
}
