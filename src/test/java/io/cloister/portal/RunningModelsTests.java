package io.cloister.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.catalog.ModelCatalog;
import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.intake.Initiator;
import io.cloister.inference.GenerationChunk;
import io.cloister.inference.GenerationInput;
import io.cloister.inference.GenerationRequest;
import io.cloister.inference.OutputRules;
import io.cloister.inference.Requester;
import io.cloister.inference.Sampling;
import io.cloister.inference.StoriesModel;
import io.cloister.inference.decoder.DecoderModels;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What administrators see and do with models in memory. */
@PortalTest
class RunningModelsTests {

    private static final String ADDRESS = "/api/admin/running-models";

    private final Portal portal;
    private final ModelCatalog catalog;
    private final DecoderModels models;

    RunningModelsTests(Portal portal, ModelCatalog catalog, DecoderModels models) {
        this.portal = portal;
        this.catalog = catalog;
        this.models = models;
    }

    @Test
    void administratorsSeeAModelAtWorkAndTakeItOutOfMemory(@TempDir Path folder) throws Exception {
        StoriesModel.build(folder.resolve("at-work"));
        ModelDescription model = Initiator.operator("somebody")
                .act(() -> catalog.importFolder(folder.resolve("at-work"), "at-work", "At work", "MIT"));
        var request = new GenerationRequest(
                model.id(),
                new GenerationInput.Continuation("Once"),
                5,
                Sampling.GREEDY,
                OutputRules.NONE,
                Requester.HOUSE);
        try (Stream<GenerationChunk> text = models.get(model).generate(request)) {
            assertThat(text).isNotEmpty();
        }
        HttpVisit ada = portal.signIn("ada");

        assertThat(ada.json(ADDRESS).valueStream())
                .filteredOn(row -> row.path("name").asString().equals("at-work"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.path("tokens").asInt()).isGreaterThanOrEqualTo(5);
                    assertThat(row.path("state").asString()).isEqualTo("ready");
                });
        String id = model.id().value().toString();
        assertThat(ada.delete(ADDRESS + "/" + id).statusCode()).isEqualTo(204);
        assertThat(ada.json(ADDRESS).valueStream().map(row -> row.path("id").asString()))
                .doesNotContain(id);
        assertThat(ada.delete(ADDRESS + "/" + id).statusCode()).isEqualTo(404);
        JsonNode events = portal.signIn("conrad").json("/api/audit/events?action=model.unload");
        assertThat(events.toString()).contains(id);
    }

    @Test
    void othersDoNot() {
        HttpVisit clara = portal.signIn("clara");

        assertThat(clara.get(ADDRESS).statusCode()).isEqualTo(403);
        assertThat(clara.get("/admin/running-models").statusCode()).isEqualTo(403);
    }
}
