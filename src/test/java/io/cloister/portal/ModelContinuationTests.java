package io.cloister.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.ModelId;
import io.cloister.catalog.WeightsType;
import io.cloister.inference.GenerationChunk;
import io.cloister.inference.GenerationInput;
import io.cloister.inference.GenerationRequest;
import io.cloister.inference.OutputRules;
import io.cloister.inference.Requester;
import io.cloister.inference.Sampling;
import io.cloister.inference.TextGeneration;
import io.cloister.inference.build.BuildOptions;
import io.cloister.inference.build.ModelBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A really trained model, built, brought into the catalog, granted and asked; it has one right continuation. */
@PortalTest
@TestInstance(Lifecycle.PER_CLASS)
class ModelContinuationTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path STORIES = Path.of("src/test/resources/models/stories260K");
    private static final String BEGINNING = "Once upon a time, there was a little";

    private static final int MORE_THAN_ARE_ADMITTED = 65;

    private final Portal portal;
    private final TextGeneration generation;

    private String story = "";
    private int storyTokens;
    private UUID model = new UUID(0, 0);

    ModelContinuationTests(Portal portal, TextGeneration generation) {
        this.portal = portal;
        this.generation = generation;
    }

    @BeforeAll
    void bringIn(@TempDir Path folder) throws IOException {
        JsonNode expected = JSON.readTree(Files.readString(STORIES.resolve("expected.json")));
        story = expected.path("text").asString();
        storyTokens = expected.path("greedy_ids").size();
        ModelBuild.build(STORIES, folder, BuildOptions.of(WeightsType.FP32), BuildProgress.NONE);

        HttpVisit ada = portal.signIn("ada");
        var added = ada.post(
                "/api/admin/models",
                Map.of("path", folder.toString(), "name", "stories", "title", "Stories", "licence", "MIT"));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        model = UUID.fromString(JSON.readTree(added.body()).path("id").asString());
        String cardiology = ada.json("/api/admin/departments")
                .valueStream()
                .filter(one -> one.path("name").asString().equals("Cardiology"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        ada.post(
                "/api/admin/grants",
                Map.of("kind", "MODEL", "resource", model.toString(), "grantee", "department:" + cardiology));
    }

    @Test
    void continuesItsTextExactlyThroughThePort() {
        GenerationRequest request = new GenerationRequest(
                new ModelId(model),
                new GenerationInput.Question(BEGINNING, List.of()),
                storyTokens,
                Sampling.GREEDY,
                OutputRules.NONE,
                Requester.HOUSE);

        try (Stream<GenerationChunk> chunks = generation.generate(request)) {
            String written = chunks.filter(GenerationChunk.Text.class::isInstance)
                    .map(chunk -> ((GenerationChunk.Text) chunk).text())
                    .collect(Collectors.joining());
            assertThat(BEGINNING + written).startsWith(story);
        }
    }

    @Test
    void continuesItsTextExactlyThroughTheChatStream() {
        HttpVisit clara = portal.signIn("clara");

        String stream = clara.stream(
                "/api/conversations/" + clara.converse() + "/messages",
                Map.of("text", BEGINNING, "model", model.toString()));

        assertThat(BEGINNING + text(stream)).startsWith(story);
        assertThat(stream).contains("event:done").contains("\"model\":\"Stories\"");
    }

    @Test
    void isFreeAgainWhenReadersLeaveInTheMiddle() {
        GenerationRequest request = new GenerationRequest(
                new ModelId(model),
                new GenerationInput.Question(BEGINNING, List.of()),
                400,
                Sampling.GREEDY,
                OutputRules.NONE,
                Requester.HOUSE);

        for (int reader = 0; reader < MORE_THAN_ARE_ADMITTED; reader++) {
            try (Stream<GenerationChunk> chunks = generation.generate(request)) {
                assertThat(chunks.iterator().next()).isInstanceOf(GenerationChunk.Text.class);
            }
        }
    }

    @Test
    void isOfNoUseToWhomItWasNotGranted() {
        HttpVisit lena = portal.signIn("lena");

        var refused = lena.post(
                "/api/conversations/" + lena.converse() + "/messages",
                Map.of("text", BEGINNING, "model", model.toString()));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("Choose another one from the list").doesNotContain("Stories");
    }

    private static String text(String stream) {
        StringBuilder text = new StringBuilder();
        boolean token = false;
        for (String line : stream.lines().toList()) {
            if (line.startsWith("event:")) {
                token = line.equals("event:token");
            } else if (token && line.startsWith("data:")) {
                text.append(JSON.readTree(line.substring("data:".length()))
                        .path("text")
                        .asString());
            }
        }
        return text.toString();
    }
}
