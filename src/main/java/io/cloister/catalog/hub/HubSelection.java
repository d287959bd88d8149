package io.cloister.catalog.hub;

import io.cloister.catalog.store.ModuleFile;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which files of a repository are needed: weights in safetensors or else ONNX, and what stands beside them. A model with
 * modules of sentence-transformers runs from its graph, so there ONNX goes first.
 */
final class HubSelection {

    private static final Pattern BESIDE = Pattern.compile(
            "config\\.json|modules\\.json|(sentence_bert_config|config_sentence_transformers)\\.json|generation_config\\.json|genai_config\\.json|tokenizer.*\\.json|special_tokens_map\\.json"
                    + "|added_tokens\\.json|vocab\\.(json|txt)|merges\\.txt|(tokenizer|spiece|sentencepiece.*)\\.model"
                    + "|chat_template\\.(jinja|json)|adapter_config\\.json"
                    + "|(?i:licen[cs]e.*|notice.*|readme\\.md)");
    private static final Pattern SAFETENSORS = Pattern.compile("[^/]+\\.safetensors(\\.index\\.json)?");
    private static final Pattern MODEL = Pattern.compile("(model|adapter_model)[^/]*");
    private static final Pattern ONNX = Pattern.compile("[^/]+\\.onnx([._]data(_\\d+)?)?");
    private static final Pattern ONNX_FOLDER = Pattern.compile("onnx/model\\.onnx([._]data(_\\d+)?)?");

    private HubSelection() {}

    /** @throws Problem {@code invalid-input} where there are no weights that can be used */
    static List<String> of(List<String> paths, String repository) {
        Predicate<String> weights = weights(paths);
        if (paths.stream().noneMatch(weights)) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "The hub's %s has no weights in safetensors or ONNX; choose a model that has."
                            .formatted(repository));
        }
        return paths.stream()
                .filter(weights.or(BESIDE.asMatchPredicate()).or(path -> ModuleFile.flatName(path) != null))
                .toList();
    }

    private static Predicate<String> weights(List<String> paths) {
        Predicate<String> safetensors = SAFETENSORS.asMatchPredicate();
        // Some makers publish the same weights a second time in a layout of their own.
        Predicate<String> model = safetensors.and(MODEL.asMatchPredicate());
        Stream<Predicate<String>> graphs = Stream.of(ONNX.asMatchPredicate(), ONNX_FOLDER.asMatchPredicate());
        Stream<Predicate<String>> checkpoints = Stream.of(model, safetensors);
        return (paths.contains("modules.json")
                        ? Stream.concat(graphs, checkpoints)
                        : Stream.concat(checkpoints, graphs))
                .filter(kind -> paths.stream().anyMatch(kind))
                .findFirst()
                .orElse(_ -> false);
    }
}
