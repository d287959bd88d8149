package io.cloister.inference.decoder;

import io.cloister.catalog.ModelManifest;
import io.cloister.inference.grammar.ToolCallFormat;
import io.cloister.inference.onnx.GraphFile;
import io.cloister.inference.template.ChatTemplate;
import io.cloister.inference.template.TemplateException;
import io.cloister.inference.tokenizer.PromptTokenizer;
import io.cloister.inference.tokenizer.TextTokenizer;
import io.cloister.inference.tokenizer.TokenBytes;
import io.cloister.platform.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A model folder of Cloister, of Optimum or of onnxruntime-genai. Reads its files and says what is wrong with one.
 */
record DecoderFolder(Path path) {

    static final String GRAPH = "model.onnx";
    private static final String GENAI_CONFIG = "genai_config.json";
    private static final String CONFIG = "config.json";
    private static final String GENERATION_CONFIG = "generation_config.json";
    private static final String TOKENIZER = "tokenizer.json";
    private static final String TOKENIZER_CONFIG = "tokenizer_config.json";
    private static final String CHAT_TEMPLATE = "chat_template.jinja";
    private static final String WEIGHTS = ".safetensors";
    private static final JsonMapper JSON = new JsonMapper();

    ModelConfig config() throws UnusableFolderException {
        boolean chat = Files.exists(path.resolve(CHAT_TEMPLATE))
                || optionalJson(TOKENIZER_CONFIG).hasNonNull("chat_template");
        Optional<ModelManifest> manifest = manifest();
        JsonNode genai = optionalJson(GENAI_CONFIG).path("model");
        boolean foreign = manifest.isEmpty() && genai.isObject();
        return ModelConfig.of(
                manifest, genai, foreign ? optionalJson(CONFIG) : json(CONFIG), optionalJson(GENERATION_CONFIG), chat);
    }

    private Optional<ModelManifest> manifest() throws UnusableFolderException {
        try {
            return ModelManifest.read(path);
        } catch (Problem e) {
            throw UnusableFolderException.of(e);
        }
    }

    boolean hasTokenizer() {
        return Files.exists(path.resolve(TOKENIZER));
    }

    /** {@code config.json}, as the maker of the checkpoint wrote it. */
    JsonNode checkpointConfig() throws UnusableFolderException {
        return json(CONFIG);
    }

    TextTokenizer tokenizer() throws UnusableFolderException {
        try (InputStream in = Files.newInputStream(file(TOKENIZER))) {
            return TextTokenizer.load(in);
        } catch (IOException e) {
            throw UnusableFolderException.unreadable(TOKENIZER, e);
        }
    }

    /** How the checkpoint writes down conversations; null where it does not say. */
    @Nullable ChatFormat chatFormat(TextTokenizer tokenizer) throws UnusableFolderException {
        String source = ChatTemplateFile.of(optionalText(CHAT_TEMPLATE), optionalJson(TOKENIZER_CONFIG));
        if (source == null) {
            return null;
        }
        try {
            return new ChatFormat(
                    ChatTemplate.parse(source),
                    PromptTokenizer.load(tokenizer, Files.readAllBytes(file(TOKENIZER))),
                    ChatTemplateFile.namedTokens(optionalJson(TOKENIZER_CONFIG)));
        } catch (TemplateException e) {
            throw new UnusableFolderException(
                    "The model's chat template cannot be read (%s); get the maker's '%s' or '%s'."
                            .formatted(e.getMessage(), CHAT_TEMPLATE, TOKENIZER_CONFIG));
        } catch (IOException e) {
            throw UnusableFolderException.unreadable(TOKENIZER, e);
        }
    }

    /**
     * What the model's tokens spell; null where its tokenizer is of a kind whose tokens do not.
     *
     * @param vocabulary number of logits
     */
    @Nullable OutputLanguage language(int vocabulary, Set<Long> ends) throws UnusableFolderException {
        String template = ChatTemplateFile.of(optionalText(CHAT_TEMPLATE), optionalJson(TOKENIZER_CONFIG));
        try {
            return new OutputLanguage(
                    TokenBytes.read(Files.readAllBytes(file(TOKENIZER))),
                    ToolCallFormat.of(template == null ? "" : template),
                    vocabulary,
                    ends.stream()
                            .mapToInt(Math::toIntExact)
                            .filter(end -> end < vocabulary)
                            .toArray());
        } catch (IOException _) {
            return null;
        }
    }

    private @Nullable String optionalText(String name) throws UnusableFolderException {
        if (!Files.exists(path.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw UnusableFolderException.unreadable(name, e);
        }
    }

    /** The graph, after a look at where its weights lie: nothing outside of the folder may be opened through it. */
    GraphFile graph(String name) throws UnusableFolderException {
        requireBeside(GENAI_CONFIG, name);
        if (!Files.exists(path.resolve(name), LinkOption.NOFOLLOW_LINKS) && holdsCheckpoint()) {
            throw new UnusableFolderException(
                    "The folder holds a checkpoint that was not built yet; build it first with ./cloister model build.");
        }
        try {
            GraphFile graph = GraphFile.read(file(name));
            for (String data : graph.dataFiles()) {
                requireBeside(name, data);
                file(data);
            }
            return graph;
        } catch (IOException e) {
            throw UnusableFolderException.unreadable(name, e);
        }
    }

    private static void requireBeside(String owner, String name) throws UnusableFolderException {
        boolean plain =
                !name.isEmpty() && !name.startsWith(".") && name.chars().noneMatch(c -> "/\\\0".indexOf(c) >= 0);
        if (!plain) {
            throw new UnusableFolderException(
                    "The file '%s' refers to '%s', which is not a file beside it; export the model again into one folder."
                            .formatted(owner, name));
        }
    }

    private boolean holdsCheckpoint() throws UnusableFolderException {
        try (Stream<Path> files = Files.list(path)) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith(WEIGHTS));
        } catch (IOException e) {
            throw UnusableFolderException.unreadable(".", e);
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
