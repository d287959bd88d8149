package io.cloister.inference.template;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloister.SharedFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Templates of published models, conversations, and the prompts that the reference renders of them. */
final class PublishedTemplates {

    static final Map<String, String> SPECIAL_TOKENS = Map.of("bos_token", "<s>", "eos_token", "</s>");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};

    /** Name to source. */
    final Map<String, String> sources = new LinkedHashMap<>();

    /** Name of a case to its variables. */
    final Map<String, Map<String, Object>> cases = new LinkedHashMap<>();

    private final JsonNode expected;

    private PublishedTemplates(Path folder) {
        JSON.readTree(folder.resolve("templates.json"))
                .properties()
                .forEach(entry -> sources.put(entry.getKey(), entry.getValue().asString()));
        JsonNode reference = JSON.readTree(folder.resolve("jinja_expected.json"));
        reference.get("cases").properties().forEach(entry -> cases.put(entry.getKey(), variables(entry.getValue())));
        expected = reference.get("expected");
    }

    static PublishedTemplates read() {
        String shared = SharedFiles.ROOT.toString();
        Path folder = Path.of(shared, "fixtures", "chat-templates");
        assumeTrue(Files.isDirectory(folder), () -> "published templates not found in " + folder);
        return new PublishedTemplates(folder);
    }

    /** What the reference renders; empty where the template refuses the conversation. */
    Optional<String> expected(String template, String conversation) {
        JsonNode prompt = expected.required(template + "|" + conversation);
        return prompt.isNull() ? Optional.empty() : Optional.of(prompt.asString());
    }

    private static Map<String, Object> variables(JsonNode given) {
        var variables = new HashMap<String, Object>(JSON.convertValue(given, OBJECT));
        variables.put("add_generation_prompt", true);
        return variables;
    }
}
