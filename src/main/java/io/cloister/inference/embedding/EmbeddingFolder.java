package io.cloister.inference.embedding;

import io.cloister.platform.Problem;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the folder of a sentence-transformers model: {@code modules.json} and what it names. What would make other
 * vectors than the maker's is refused.
 */
final class EmbeddingFolder {

    static final String MODULES = "modules.json";
    private static final String SETTINGS = "config_sentence_transformers.json";
    private static final List<String> OUTPUTS = Stream.concat(
                    Stream.of(EncoderOutputs.OF_TEXTS), EncoderOutputs.OF_TOKENS.stream())
            .toList();

    private EmbeddingFolder() {}

    static SentenceEmbedding load(EncoderFolder folder, EncoderRuntime runtime) throws UnusableEncoderException {
        int maxTokens = TokenLimit.of(folder);
        TextEncoder encoder = folder.open(runtime, OUTPUTS, maxTokens);
        try {
            return new SentenceEmbedding(
                    encoder, recipe(folder, encoder.session().pooled(), maxTokens));
        } catch (UnusableEncoderException | RuntimeException e) {
            encoder.close();
            throw e instanceof UnusableEncoderException told
                    ? told
                    : new UnusableEncoderException(
                            "The model fails at a first text: %s. Export it again.".formatted(sentence(e)), e);
        }
    }

    private static String sentence(Exception e) {
        return e instanceof Problem problem ? problem.sentence() : String.valueOf(e.getMessage());
    }

    private static EmbeddingRecipe recipe(EncoderFolder folder, boolean pooled, int maxTokens)
            throws UnusableEncoderException {
        PoolingConfig pooling = pooled ? PoolingConfig.DONE : modules(folder);
        JsonNode settings = folder.json(SETTINGS);
        requireCosine(settings, folder);
        return new EmbeddingRecipe(
                pooling.pooling(),
                pooling.includesPrompt(),
                maxTokens,
                folder.json("sentence_bert_config.json").path("do_lower_case").asBoolean(false),
                prompt(settings, List.of("query")),
                prompt(settings, List.of("document", "passage", "corpus")),
                0);
    }

    private static PoolingConfig modules(EncoderFolder folder) throws UnusableEncoderException {
        JsonNode modules = folder.json(MODULES);
        if (!modules.isArray() || modules.isEmpty()) {
            throw new UnusableEncoderException(
                    "The folder has no 'modules.json', which says how a text's vector is made of its tokens; get it from the model's maker with '1_Pooling/config.json'.");
        }
        PoolingConfig pooling = null;
        for (JsonNode module : modules) {
            String type = module.path("type").asString("");
            String kind = type.substring(type.lastIndexOf('.') + 1);
            if (kind.equals("Pooling")) {
                pooling = PoolingConfig.read(folder, module.path("path").asString(""));
            } else if (!Set.of("Transformer", "Normalize").contains(kind)) {
                throw new UnusableEncoderException(
                        "The file 'modules.json' names the module '%s', which is not supported outside of the graph; export the model with its modules, so that the graph has the output 'sentence_embedding'."
                                .formatted(kind));
            }
        }
        if (pooling == null) {
            throw new UnusableEncoderException(
                    "The file 'modules.json' names no Pooling module; get the whole model from its maker.");
        }
        return pooling;
    }

    /** All vectors of the house have length 1, so only what that does not change may compare them. */
    private static void requireCosine(JsonNode settings, EncoderFolder folder) throws UnusableEncoderException {
        String similarity = settings.path("similarity_fn_name").asString("cosine");
        boolean normalized = folder.json(MODULES)
                .valueStream()
                .anyMatch(module -> module.path("type").asString("").endsWith(".Normalize"));
        if (!similarity.equals("cosine")
                && !(normalized && Set.of("dot", "euclidean").contains(similarity))) {
            throw new UnusableEncoderException(
                    "The model compares vectors by '%s', for which their length matters, and here all have length 1; choose a model for cosine similarity."
                            .formatted(similarity));
        }
    }

    private static String prompt(JsonNode settings, List<String> names) {
        JsonNode prompts = settings.path("prompts");
        @Nullable String named = names.stream()
                .filter(prompts::hasNonNull)
                .map(name -> prompts.path(name).asString(""))
                .findFirst()
                .orElse(null);
        return named == null
                ? prompts.path(settings.path("default_prompt_name").asString(""))
                        .asString("")
                : named;
    }
}
