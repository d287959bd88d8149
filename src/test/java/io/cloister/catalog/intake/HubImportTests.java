package io.cloister.catalog.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.catalog.ModelFolders;
import io.cloister.catalog.ModelManifest;
import io.cloister.catalog.hub.FakeHub;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Models come in from a hub over real HTTP, whatever happens on the way. */
@CatalogTest
class HubImportTests {

    private static final String FILE = "/makers/stories/resolve/" + FakeHub.COMMIT + "/";

    @TempDir
    Path server;

    private final CatalogHouse house;
    private final FakeHub hub;

    HubImportTests(CatalogHouse house, FakeHub hub) {
        this.house = house;
        this.hub = hub;
    }

    @BeforeEach
    void publish() throws IOException {
        Path folder = ModelFolders.checkpoint(
                Files.createTempDirectory(server, "stories").resolve("model"));
        Files.writeString(folder.resolve("README.md"), "---\nlicense: other\nlicense_name: story-licence\n---\n");
        hub.publish("makers/stories", folder);
    }

    @AfterEach
    void heal() {
        hub.heal();
    }

    @Test
    void theAddressAndTheCommitArePartOfTheRecord() {
        UUID id = house.start(Map.of("source", "hub:makers/stories", "name", "from-hub"));
        JsonNode job = house.ended(id);

        assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("done");
        String address = hub.address() + "/makers/stories";
        assertThat(house.model("from-hub").path("source").asString()).isEqualTo(address + "@" + FakeHub.COMMIT);
        assertThat(house.model("from-hub").path("licence").asString()).isEqualTo("story-licence");
        JsonNode success = house.events(id).getLast();
        assertThat(success.path("action").asString()).isEqualTo("model.add");
        assertThat(success.path("source").asString()).isEqualTo(address);
        assertThat(success.path("source_revision").asString()).isEqualTo(FakeHub.COMMIT);
        assertThat(Objects.requireNonNull(
                        ModelManifest.read(house.folder(id)).orElseThrow().source()))
                .isEqualTo(new ModelManifest.Source(address, FakeHub.COMMIT));
        assertThat(house.staged()).noneMatch(name -> name.startsWith("hub-"));
    }

    @Test
    void onlyWhatIsNeededIsFetchedAndNeverAPickle() {
        for (String path : new String[] {
            "pytorch_model.bin", "consolidated.safetensors", "model.onnx", "pictures.png", "original/model.safetensors"
        }) {
            hub.add("makers/stories", path, new byte[] {1, 2, 3});
        }

        UUID id = house.start(Map.of("source", "hub:makers/stories@main", "name", "needed"));

        assertThat(house.ended(id).path("state").asString()).isEqualTo("done");
        assertThat(hub.requests())
                .allMatch(request ->
                        request.startsWith("/api/models/makers/stories/revision/main") || request.startsWith(FILE))
                .allMatch(request -> request.endsWith(" token"))
                .anyMatch(request -> request.startsWith(FILE + "config.json"))
                .noneMatch(request -> request.contains(".bin")
                        || request.contains("consolidated")
                        || request.contains(".onnx")
                        || request.contains(".png")
                        || request.contains("original"));
    }

    @Test
    void aModelInOnnxIsFetchedOutOfItsFolder() throws IOException {
        Path folder = ModelFolders.readyMade(server.resolve("onnx"));
        for (String name : CatalogHouse.names(folder)) {
            String path = name.startsWith("model.onnx") ? "onnx/" + name : name;
            hub.add("makers/in-onnx", path, Files.readAllBytes(folder.resolve(name)));
        }

        UUID id = house.start(Map.of("source", "hub:makers/in-onnx", "name", "in-onnx"));

        assertThat(house.ended(id).path("state").asString()).isEqualTo("done");
        assertThat(CatalogHouse.names(house.folder(id))).contains("model.onnx", "model.onnx.data");
    }

    @Test
    void aBrokenConnectionIsTakenUpWhereItBroke() {
        hub.breakAfter("model.safetensors", 1000, false);

        UUID id = house.start(Map.of("source", "hub:makers/stories", "name", "resumed"));

        assertThat(house.ended(id).path("state").asString()).isEqualTo("done");
        assertThat(hub.requests()).contains(FILE + "model.safetensors bytes=1000- token");
    }

    @Test
    void theNextImportGoesOnWhereOneThatFailedStopped() {
        hub.breakAfter("model.safetensors", 0, true);
        UUID failed = house.start(Map.of("source", "hub:makers/stories", "name", "interrupted"));
        JsonNode job = house.ended(failed);
        assertThat(job.path("state").asString()).isEqualTo("failed");
        assertThat(job.path("problem").asString()).contains("goes on where it stopped");
        assertThat(house.acts(failed)).endsWith("model.add intent", "model.add failure unavailable");
        assertThat(house.events(failed).getLast().path("source_revision").asString())
                .isEqualTo(FakeHub.COMMIT);
        hub.heal();

        UUID id = house.start(Map.of("source", "hub:makers/stories", "name", "interrupted"));

        assertThat(house.ended(id).path("state").asString()).isEqualTo("done");
        assertThat(hub.requests())
                .contains(FILE + "model.safetensors token")
                .doesNotContain(FILE + "config.json token");
    }

    @ParameterizedTest
    @CsvSource({"model.safetensors", "config.json"})
    void aFileThatIsNotTheAnnouncedOneIsRefused(String path) {
        hub.corrupt(path);

        String problem = failed("hub:makers/stories", "forged-" + path.charAt(0), "invalid-input");

        assertThat(problem).contains("'" + path + "' is not the one that the hub announced");
        hub.heal();
        UUID again = house.start(Map.of("source", "hub:makers/stories", "name", "mended-" + path.charAt(0)));
        assertThat(house.ended(again).path("state").asString()).isEqualTo("done");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hub:makers/stories@v9 | makers/stories has no revision 'v9'",
                "hub:makers/nothing    | check the name, and set cloister.catalog.hub.token",
                "hub:makers/gated      | accepted its terms",
                "hub:makers/pickles    | no weights in safetensors or ONNX",
            })
    void whatTheHubDoesNotGiveIsSaidInOneSentence(String source, String sentence) {
        hub.add("makers/gated", "config.json", new byte[0]);
        hub.add("makers/pickles", "pytorch_model.bin", new byte[] {1});

        assertThat(failed(source, "refused", "invalid-input")).contains(sentence);
    }

    @Test
    void aRedirectWithinTheHubIsFollowed() {
        hub.redirect("model.safetensors", URI.create("/cdn/makers/stories/model.safetensors"));

        UUID id = house.start(Map.of("source", "hub:makers/stories", "name", "redirected"));

        assertThat(house.ended(id).path("state").asString()).isEqualTo("done");
        assertThat(hub.requests()).contains("/cdn/makers/stories/model.safetensors token");
    }

    @Test
    void aRedirectElsewhereIsRefusedWithTheSettingThatPermitsIt() {
        hub.redirect(
                "model.safetensors",
                URI.create("http://localhost:%d/cdn/makers/stories/model.safetensors".formatted(hub.port())));

        assertThat(failed("hub:makers/stories", "elsewhere", "invalid-input"))
                .contains("'localhost', which is not permitted")
                .contains("cloister.catalog.hub.redirect-hosts");
        assertThat(hub.requests()).noneMatch(request -> request.startsWith("/cdn/"));
    }

    private String failed(String source, String name, String reason) {
        UUID id = house.start(Map.of("source", source, "name", name));
        JsonNode job = house.ended(id);
        assertThat(job.path("state").asString()).isEqualTo("failed");
        assertThat(house.folder(id)).doesNotExist();
        assertThat(house.acts(id))
                .containsExactly("model.request success", "model.add intent", "model.add failure " + reason);
        return job.path("problem").asString();
    }

    @Test
    void aCardThatIsNoYamlSaysNothing() {
        hub.add("makers/stories", "README.md", "---\n{: [\n---\n".getBytes(StandardCharsets.UTF_8));

        UUID id = house.start(Map.of("source", "hub:makers/stories", "name", "no-card"));

        assertThat(house.ended(id).path("state").asString()).isEqualTo("done");
        assertThat(house.model("no-card").path("openness").asString()).isEqualTo("unknown");
    }
}
