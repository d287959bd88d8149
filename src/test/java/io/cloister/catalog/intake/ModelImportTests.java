package io.cloister.catalog.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.access.Role;
import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.ModelFolders;
import io.cloister.catalog.ModelManifest;
import io.cloister.catalog.Openness;
import io.cloister.catalog.WeightsType;
import io.cloister.catalog.store.FolderDigest;
import io.cloister.portal.HttpVisit;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Models come in from folders of the server, by program. */
@CatalogTest
class ModelImportTests {

    @TempDir
    Path server;

    private final CatalogHouse house;
    private final Gates gates;
    private final HeldBuilder builder;

    ModelImportTests(CatalogHouse house, Gates gates, HeldBuilder builder) {
        this.house = house;
        this.gates = gates;
        this.builder = builder;
    }

    @Test
    void aModelIsThereWithAllThatIsKnownAndNotOfferedYet() throws IOException {
        Path folder = ModelFolders.readyMade(server.resolve("stories"));
        Files.writeString(folder.resolve("README.md"), "---\nlicense: mit\ntags: [stories]\n---\n# Stories\n");

        UUID id = house.start(Map.of("source", folder.toString(), "name", "known", "title", "Known Stories"));
        JsonNode job = house.ended(id);

        assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("done");
        assertThat(job.path("modelId").asString()).isEqualTo(id.toString());
        assertThat(job.path("startedBy").asString()).isEqualTo("Somebody");
        JsonNode model = house.model("known");
        assertThat(model.path("title").asString()).isEqualTo("Known Stories");
        assertThat(model.path("family").asString()).isEqualTo("llama");
        assertThat(model.path("contextLength").asInt()).isEqualTo(512);
        assertThat(model.path("licence").asString()).isEqualTo("mit");
        assertThat(model.path("openness").asString()).isEqualTo("open-weights");
        assertThat(model.path("source").asString()).isEqualTo(folder.toString());
        assertThat(model.path("sampleAnswer").asString()).isEqualTo("Once upon a time, there was a model named known.");
        // 260 thousand parameters of 4 bytes; a cache of 5 layers, 4 heads of 8 numbers, 512 tokens; buffers
        assertThat(model.path("memoryBytes").asLong()).isBetween(1_000_000L + 1_310_720L, 80_000_000L);
        assertThat(model.path("offered").asBoolean()).isFalse();
        assertThat(model.path("enabled").asBoolean()).isFalse();
        assertThat(house.acts(id)).containsExactly("model.request success", "model.add intent", "model.add success");
    }

    @Test
    void aModelIsOfferedAndWithdrawnByAnAdministrator() {
        UUID id = house.start(Map.of("source", readyMade(), "name", "offered"));
        house.ended(id);
        HttpVisit admin = house.admin();

        var offered = admin.patch("/api/admin/models/" + id, Map.of("enabled", true));
        assertThat(offered.statusCode()).isEqualTo(200);
        assertThat(house.model("offered").path("offered").asBoolean()).isTrue();
        admin.patch("/api/admin/models/" + id, Map.of("enabled", true));
        admin.patch("/api/admin/models/" + id, Map.of("enabled", false));

        assertThat(house.model("offered").path("offered").asBoolean()).isFalse();
        assertThat(house.acts(id)).endsWith("model.enable success", "model.disable success");
        assertThat(admin.patch("/api/admin/models/" + UUID.randomUUID(), Map.of("enabled", true))
                        .statusCode())
                .isEqualTo(404);
        assertThat(admin.patch("/api/admin/models/" + id, Map.of()).statusCode())
                .isEqualTo(400);
    }

    @Test
    void theFolderTellsWhatItIsAndNobodyWritesThere() throws IOException {
        UUID id = house.start(
                Map.of("source", readyMade(), "name", "written", "licence", "Apache-2.0", "openness", "fully-open"));
        house.ended(id);

        Path folder = house.folder(id);
        ModelManifest manifest = ModelManifest.read(folder).orElseThrow();
        assertThat(manifest.architecture()).isEqualTo("LlamaForCausalLM");
        assertThat(manifest.layers()).isEqualTo(5);
        assertThat(manifest.licence()).isEqualTo("Apache-2.0");
        assertThat(manifest.openness()).isEqualTo(Openness.FULLY_OPEN);
        assertThat(manifest.files()).extracting("name").contains("model.onnx", "config.json");
        FolderDigest now = FolderDigest.of(folder, BuildProgress.NONE);
        assertThat(Files.readString(folder.resolve(FolderDigest.SUMS))).isEqualTo(now.sums());
        assertThat(house.model("written").path("sha256").asString()).isEqualTo(now.sha256());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .doesNotContain("w");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("model.onnx"))))
                .doesNotContain("w");
        assertThat(house.query("SELECT jsonb_array_length(files) FROM catalog.model WHERE id = '%s'".formatted(id)))
                .containsExactly(String.valueOf(now.files().size()));
    }

    @ParameterizedTest
    @CsvSource({"int8,INT8", ",INT4"})
    void aCheckpointIsBuiltWithTheWeightsThatAreAskedFor(String weights, WeightsType expected) {
        String name = "built-" + expected.code();
        Map<String, String> order = weights == null
                ? Map.of("source", ModelFolders.CHECKPOINT.toString(), "name", name)
                : Map.of("source", ModelFolders.CHECKPOINT.toString(), "name", name, "weights", weights);

        UUID id = house.start(order);

        assertThat(house.ended(id).path("state").asString()).isEqualTo("done");
        assertThat(builder.asked()).isEqualTo(expected);
        assertThat(CatalogHouse.names(house.folder(id))).contains("model.onnx").doesNotContain("model.safetensors");
    }

    @Test
    void oneModelComesInAtATime() throws Exception {
        UUID first;
        UUID second;
        try (AutoCloseable _ = gates.hold(ImportState.INSPECTING)) {
            String source = readyMade();
            first = house.start(Map.of("source", source, "name", "first"));
            gates.awaitReached(ImportState.INSPECTING);
            second = house.start(Map.of("source", source, "name", "second"));

            assertThat(house.job(second).path("state").asString()).isEqualTo("waiting");
            assertThat(house.admin().json("/api/admin/model-imports").valueStream())
                    .extracting(job -> job.path("name").asString())
                    .startsWith("second", "first");
        }
        assertThat(house.ended(first).path("state").asString()).isEqualTo("done");
        assertThat(house.ended(second).path("state").asString()).isEqualTo("done");
    }

    @Test
    void ofTwoAtOnceWithOneNameOneIsRefused() throws Exception {
        String source = readyMade();
        HttpVisit admin = house.admin();
        Callable<HttpResponse<String>> ask =
                () -> admin.post("/api/admin/model-imports", Map.of("source", source, "name", "twice"));
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Integer> answers = threads.invokeAll(List.of(ask, ask)).stream()
                    .map(answer -> answer.resultNow().statusCode())
                    .sorted()
                    .toList();
            assertThat(answers).containsExactly(202, 409);
        }
        UUID id = UUID.fromString(
                admin.json("/api/admin/model-imports").path(0).path("id").asString());
        house.ended(id);

        var third = admin.post("/api/admin/model-imports", Map.of("source", source, "name", "twice"));
        assertThat(third.statusCode()).isEqualTo(409);
        assertThat(third.body()).contains("There is a model named 'twice' already");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/nowhere/at/all | small | | There is no folder '/nowhere/at/all'",
                "/nowhere.tar.gz | small | | There is no file '/nowhere.tar.gz'",
                "/srv/../etc     | small | | goes up with '..'",
                "/srv            | Large Name | | small letters",
                "/srv            | small | int3 | choose one of fp32, fp16, int8, int4",
                "hub:nothing     | small | | write hub:owner/name",
                "upload:x        | small | | There is no such upload",
            })
    void anOrderThatCannotBeCarriedOutIsRefusedWithWhatToDo(
            String source, String name, String weights, String sentence) {
        var order = new HashMap<>(Map.of("source", source, "name", name));
        if (weights != null) {
            order.put("weights", weights);
        }

        var refused = house.admin().post("/api/admin/model-imports", order);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains(sentence);
    }

    @Test
    void aLinkIsRefusedAndNothingStays() throws IOException {
        Path folder = ModelFolders.readyMade(server.resolve("linked"));
        Files.createSymbolicLink(folder.resolve("notes.txt"), Path.of("/etc/hostname"));

        assertThat(failed(folder, "linked")).contains("'notes.txt' is a link").contains("put the file itself");
    }

    @Test
    void aSecondNameOfAFileIsRefusedAndNothingStays() throws IOException {
        Path folder = ModelFolders.readyMade(server.resolve("hard"));
        Files.createLink(server.resolve("elsewhere"), folder.resolve("model.onnx"));

        assertThat(failed(folder, "hard")).contains("'model.onnx' has a second name");
    }

    @Test
    void aLinkToAFolderIsRefusedAtOnce() throws IOException {
        Path link = Files.createSymbolicLink(server.resolve("link"), ModelFolders.readyMade(server.resolve("real")));

        var refused =
                house.admin().post("/api/admin/model-imports", Map.of("source", link.toString(), "name", "through"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("There is no folder");
    }

    @Test
    void aDamagedModelIsRefusedWithTheFileAndNothingStays() throws IOException {
        Path folder = ModelFolders.readyMade(server.resolve("damaged"));
        Files.writeString(folder.resolve("tokenizer.json"), "{");

        assertThat(failed(folder, "damaged")).contains("'tokenizer.json'");
    }

    @Test
    void aFileThatIsNotAsTheFolderItselfTellsIsRefused() throws IOException {
        UUID id = house.start(Map.of("source", readyMade(), "name", "original"));
        house.ended(id);
        Path copy = Files.createDirectory(server.resolve("copy"));
        for (String name : CatalogHouse.names(house.folder(id))) {
            Files.write(copy.resolve(name), Files.readAllBytes(house.folder(id).resolve(name)));
        }
        Files.writeString(copy.resolve("generation_config.json"), " ", StandardOpenOption.APPEND);

        assertThat(failed(copy, "copy")).contains("'generation_config.json' is not the one");
    }

    @Test
    void aPickleUnderAnotherNameIsRefused() throws IOException {
        Path folder = ModelFolders.readyMade(server.resolve("disguised"));
        Files.write(folder.resolve("notes.json"), new byte[] {(byte) 0x80, 4, (byte) 0x95, 1, 0, 0, 0, '.'});

        assertThat(failed(folder, "disguised")).contains("'notes.json' is a pickle");
    }

    @Test
    void aPickleBesideOtherWeightsIsLeftOut() throws IOException {
        Path folder = ModelFolders.readyMade(server.resolve("both"));
        Files.write(folder.resolve("pytorch_model.bin"), new byte[] {'P', 'K', 3, 4, 0, 0});

        UUID id = house.start(Map.of("source", folder.toString(), "name", "both"));

        assertThat(house.ended(id).path("state").asString()).isEqualTo("done");
        assertThat(CatalogHouse.names(house.folder(id))).doesNotContain("pytorch_model.bin");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"EMPLOYEE", "DEPARTMENT_MANAGER", "COMPLIANCE_OFFICER"})
    void nobodyElseBringsModelsIn(Role role) {
        HttpVisit other = house.visit(role);
        String id = UUID.randomUUID().toString();

        assertThat(other.get("/api/admin/model-imports").statusCode()).isEqualTo(403);
        assertThat(other.get("/api/admin/model-imports/" + id).statusCode()).isEqualTo(403);
        assertThat(other.delete("/api/admin/model-imports/" + id).statusCode()).isEqualTo(403);
        assertThat(other.post("/api/admin/model-imports", Map.of("source", "/srv", "name", "x"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(other.patch("/api/admin/models/" + id, Map.of("enabled", true))
                        .statusCode())
                .isEqualTo(403);
        assertThat(other.post("/api/admin/model-uploads", Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(other.get("/api/admin/model-uploads/" + id).statusCode()).isEqualTo(403);
        assertThat(other.delete("/api/admin/model-uploads/" + id).statusCode()).isEqualTo(403);
        assertThat(other.put("/api/admin/model-uploads/" + id + "/files/a", new byte[1], Map.of())
                        .statusCode())
                .isEqualTo(403);
    }

    private String readyMade() {
        return ModelFolders.readyMade(server.resolve("stories")).toString();
    }

    /** The sentence with which an import fails; checks that it leaves nothing but one record of that. */
    private String failed(Path folder, String name) {
        UUID id = house.start(Map.of("source", folder.toString(), "name", name));
        JsonNode job = house.ended(id);
        assertThat(job.path("state").asString()).isEqualTo("failed");
        assertThat(job.path("modelId").isNull()).isTrue();
        assertThat(house.folder(id)).doesNotExist();
        assertThat(house.staged()).doesNotContain(id.toString());
        assertThat(house.acts(id))
                .containsExactly("model.request success", "model.add intent", "model.add failure invalid-input");
        return job.path("problem").asString();
    }
}
