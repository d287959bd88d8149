package io.cloister.inference.build;

import io.cloister.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checkpoints with what the reference implementation computed from them. */
public record Reference(Path folder, List<Prompt> prompts, List<List<String>> batches) {

    private static final Path FIXTURES = SharedFiles.ROOT.resolve("fixtures");
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * @param logits of the token after the prompt
     * @param greedy the tokens that follow
     * @param margins distance of the first to the second choice at each of them; empty where it is not known
     */
    public record Prompt(String name, List<Long> ids, List<Double> logits, List<Long> greedy, List<Double> margins) {

        public long[] tokens() {
            return ids.stream().mapToLong(Long::longValue).toArray();
        }
    }

    public static Path shared(String name) {
        Assumptions.assumeTrue(Files.isDirectory(FIXTURES), "the shared fixtures are not here");
        return FIXTURES.resolve(name);
    }

    public Prompt prompt(String name) {
        return prompts.stream()
                .filter(prompt -> prompt.name.equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** One checkpoint for each layout, with long prompts and batches. */
    static Stream<Reference> oracle() throws IOException {
        return folders("oracle", "reference.json").map(Reference::read);
    }

    /** One folder of these. */
    public static Reference read(Path folder) {
        JsonNode json = json(folder.resolve("reference.json"));
        List<Prompt> prompts = json.path("prompts")
                .propertyStream()
                .map(entry -> new Prompt(
                        entry.getKey(),
                        longs(entry.getValue().path("ids")),
                        doubles(entry.getValue().path("last_logits")),
                        longs(entry.getValue().path("greedy")),
                        doubles(entry.getValue().path("greedy_margins"))))
                .toList();
        List<List<String>> batches = json.path("batch")
                .valueStream()
                .map(group -> group.valueStream().map(JsonNode::asString).toList())
                .toList();
        return new Reference(folder, prompts, batches);
    }

    /** Others, one prompt each. */
    static Stream<Reference> tiny() throws IOException {
        return folders("models/hf-tiny", "expected.json").map(folder -> {
            JsonNode json = json(folder.resolve("expected.json"));
            List<Long> ids = longs(json.path("input_ids"));
            return new Reference(
                    folder,
                    List.of(
                            new Prompt("whole", ids, doubles(json.path("logits_last")), List.of(), List.of()),
                            new Prompt(
                                    "start",
                                    longs(json.path("greedy_prompt")),
                                    doubles(json.path("logits_pos11")),
                                    longs(json.path("greedy")),
                                    List.of())),
                    List.of());
        });
    }

    private static Stream<Path> folders(String under, String file) throws IOException {
        try (Stream<Path> listed = Files.list(shared(under))) {
            return listed
                    .filter(folder -> Files.exists(folder.resolve(file)) && Files.exists(folder.resolve("config.json")))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static JsonNode json(Path file) {
        return JSON.readTree(file);
    }

    private static List<Long> longs(JsonNode array) {
        return array.valueStream().map(JsonNode::asLong).toList();
    }

    private static List<Double> doubles(JsonNode array) {
        return array.valueStream().map(JsonNode::asDouble).toList();
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
