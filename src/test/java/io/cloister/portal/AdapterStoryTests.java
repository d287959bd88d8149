package io.cloister.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.catalog.AdapterFolders;
import io.cloister.catalog.ModelFolders;
import io.cloister.catalog.ModelId;
import io.cloister.inference.GenerationInput;
import io.cloister.inference.GenerationRequest;
import io.cloister.inference.OutputRules;
import io.cloister.inference.Requester;
import io.cloister.inference.Sampling;
import io.cloister.inference.TextGeneration;
import io.cloister.platform.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A department has a fine-tune of its own on a model that it may not use by itself. */
@PortalTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdapterStoryTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String BEGINNING = "Once upon a time, there was a little";

    private final Portal portal;
    private final TextGeneration generation;
    private UUID base = new UUID(0, 0);
    private UUID adapter = base;

    AdapterStoryTests(Portal portal, TextGeneration generation) {
        this.portal = portal;
        this.generation = generation;
    }

    @BeforeAll
    void bringIn(@TempDir Path folder) {
        base = done(Map.of(
                "source", ModelFolders.checkpoint(folder.resolve("fables")).toString(),
                "name", "fables",
                "title", "Fables"));
        adapter = done(Map.of(
                "source",
                        AdapterFolders.forStories(folder.resolve("ward"), "makers/fables", 1)
                                .toString(),
                "name", "ward-fables",
                "title", "Fables of the Ward"));
        String cardiology = portal.signIn("ada")
                .json("/api/admin/departments")
                .valueStream()
                .filter(one -> one.path("name").asString().equals("Cardiology"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        portal.signIn("ada")
                .post(
                        "/api/admin/grants",
                        Map.of("kind", "MODEL", "resource", adapter.toString(), "grantee", "department:" + cardiology));
    }

    @BeforeEach
    void offerBoth() {
        assertThat(offer(base, true)).isEqualTo(200);
        assertThat(offer(adapter, true)).isEqualTo(200);
    }

    @Test
    void aGrantToTheAdapterIsEnoughAndOpensNothingElse() {
        HttpVisit clara = portal.signIn("clara");

        assertThat(ask(clara, adapter)).contains("event:done").contains("\"model\":\"Fables of the Ward\"");
        assertThat(ask(clara, base)).contains("not granted to you");
        assertThat(clara.json("/api/models").valueStream())
                .extracting(model -> model.path("name").asString())
                .contains("ward-fables")
                .doesNotContain("fables");
    }

    @Test
    void withoutAGrantTheAdapterIsOfNoUse() {
        assertThat(ask(portal.signIn("lena"), adapter)).contains("not granted to you");
    }

    @Test
    void whereTheBaseIsWithdrawnItsAdaptersCannotBeUsed() {
        HttpVisit clara = portal.signIn("clara");
        ask(clara, adapter);

        assertThat(offer(base, false)).isEqualTo(200);

        assertThat(ask(clara, adapter)).contains("not offered at the moment");
        assertThat(clara.json("/api/models").valueStream())
                .extracting(model -> model.path("name").asString())
                .doesNotContain("ward-fables");
        var request = new GenerationRequest(
                new ModelId(adapter),
                new GenerationInput.Question(BEGINNING, List.of()),
                4,
                Sampling.GREEDY,
                OutputRules.NONE,
                Requester.HOUSE);
        assertThatThrownBy(() -> generation.generate(request))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(
                        "Fables of the Ward runs on Fables, which is not offered at the moment. Please choose another model.");
    }

    @Test
    void theCardSaysWhatAnAdapterRunsOnAndThatItIsWithdrawn() {
        offer(base, false);

        assertThat(portal.signIn("ada").get("/admin/models").body())
                .contains("Adapter of Fables")
                .contains("Its base model is not offered");
    }

    @Test
    void anAdapterIsNotOfferedWithoutItsBase() {
        offer(adapter, false);
        offer(base, false);

        var refused = portal.signIn("ada").patch("/api/admin/models/" + adapter, Map.of("enabled", true));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("runs on Fables, which is not offered; offer that model first");
    }

    private static String ask(HttpVisit visit, UUID model) {
        return visit.stream(
                "/api/conversations/" + visit.converse() + "/messages",
                Map.of("text", BEGINNING, "model", model.toString()));
    }

    private int offer(UUID model, boolean enabled) {
        return portal.signIn("ada")
                .patch("/api/admin/models/" + model, Map.of("enabled", enabled))
                .statusCode();
    }

    private UUID done(Map<String, String> order) {
        HttpVisit ada = portal.signIn("ada");
        UUID id = UUID.fromString(
                JSON.readTree(ada.post("/api/admin/model-imports", order).body())
                        .path("id")
                        .asString());
        JsonNode job = Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> ada.json("/api/admin/model-imports/" + id),
                        one -> !one.path("endedAt").isNull());
        assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("done");
        return id;
    }
}
