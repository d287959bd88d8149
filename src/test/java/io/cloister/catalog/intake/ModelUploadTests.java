package io.cloister.catalog.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloister.catalog.ModelFolders;
import io.cloister.catalog.archive.TestArchives;
import io.cloister.platform.DataDirectory;
import io.cloister.platform.Problem;
import io.cloister.portal.HttpVisit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Administrators send the files of a model, in as many requests as it takes. */
@CatalogTest
class ModelUploadTests {

    private static final byte[] TEXT = "0123456789".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path place;

    private final CatalogHouse house;
    private final ModelUploads uploads;

    ModelUploadTests(CatalogHouse house, ModelUploads uploads) {
        this.house = house;
        this.uploads = uploads;
    }

    @Test
    void aModelComesInFromAnUploadWhichIsGoneThen() throws IOException {
        UUID upload = begin();
        Path folder = ModelFolders.readyMade(place.resolve("stories"));
        for (String name : CatalogHouse.names(folder)) {
            assertThat(put(upload, name, Files.readAllBytes(folder.resolve(name)), null))
                    .isEqualTo(200);
        }

        UUID id = house.start(Map.of("source", "upload:" + upload, "name", "uploaded"));

        JsonNode job = house.ended(id);
        assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("done");
        assertThat(house.model("uploaded").path("source").asString()).isEqualTo("upload");
        assertThat(house.admin().get("/api/admin/model-uploads/" + upload).statusCode())
                .isEqualTo(404);
        assertThat(house.staged()).noneMatch(name -> name.contains(upload.toString()));
    }

    @Test
    void aFileIsContinuedWhereItStopped() {
        UUID upload = begin();

        assertThat(put(upload, "model.onnx", Arrays.copyOf(TEXT, 4), "bytes 0-3/10"))
                .isEqualTo(200);
        assertThat(files(upload).path(0).path("bytes").asInt()).isEqualTo(4);
        assertThat(files(upload).path(0).path("complete").asBoolean()).isFalse();
        assertThat(put(upload, "model.onnx", Arrays.copyOfRange(TEXT, 6, 10), "bytes 6-9/10"))
                .isEqualTo(409);
        assertThat(put(upload, "model.onnx", Arrays.copyOfRange(TEXT, 4, 10), "bytes 4-9/10"))
                .isEqualTo(200);

        assertThat(files(upload).path(0).path("complete").asBoolean()).isTrue();
        assertThat(house.staging().resolve("upload-" + upload).resolve("model.onnx"))
                .hasBinaryContent(TEXT);
    }

    @Test
    void whatArrivedBeforeAConnectionBrokeIsKept() {
        UUID upload = begin();

        house.admin()
                .putAndBreak(
                        "/api/admin/model-uploads/%s/files/model.onnx".formatted(upload), Arrays.copyOf(TEXT, 5), 10);

        Awaitility.await()
                .untilAsserted(() -> assertThat(uploads.files(upload))
                        .containsExactly(new ModelUploads.UploadedFile("model.onnx", 5, false)));
        assertThat(Awaitility.await()
                        .until(
                                () -> put(upload, "model.onnx", Arrays.copyOfRange(TEXT, 5, 10), "bytes 5-9/10"),
                                status -> status != 409))
                .isEqualTo(200);
        assertThat(uploads.files(upload)).containsExactly(new ModelUploads.UploadedFile("model.onnx", 10, true));
    }

    @Test
    void aBodyIsTakenAsItIsWhateverTheClientCallsIt() {
        UUID upload = begin();

        var answer = house.admin()
                .put(
                        "/api/admin/model-uploads/%s/files/model.onnx".formatted(upload),
                        TEXT,
                        Map.of("Content-Type", "application/x-www-form-urlencoded"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(files(upload).path(0).path("bytes").asInt()).isEqualTo(TEXT.length);
    }

    @Test
    void anUploadThatIsNotWholeIsNotBroughtIn() {
        UUID upload = begin();
        put(upload, "model.onnx", Arrays.copyOf(TEXT, 4), "bytes 0-3/10");

        var refused =
                house.admin().post("/api/admin/model-imports", Map.of("source", "upload:" + upload, "name", "partial"));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("'model.onnx' has not arrived to its end");
    }

    @Test
    void anUploadIsThereForAnotherTryWhereTheImportFails() {
        UUID upload = begin();
        put(upload, "config.json", TEXT, null);

        UUID id = house.start(Map.of("source", "upload:" + upload, "name", "another-try"));

        assertThat(house.ended(id).path("state").asString()).isEqualTo("failed");
        assertThat(files(upload).path(0).path("name").asString()).isEqualTo("config.json");
        assertThat(put(upload, "config.json", TEXT, null)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {".hidden", "..", "%2e%2e%2fout", "a%00b", "a%5Cb", "caf%C3%A9.json"})
    void aNameThatCannotStandInAModelFolderIsRefused(String name) {
        UUID upload = begin();

        assertThat(put(upload, name, TEXT, null)).isIn(400, 404);
        assertThat(files(upload)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"bytes 0-9, 10", "bytes 5-4/10, 10", "bytes 0-10/10, 10", "bytes 0-3/10, 10", "items 0-9/10, 10"})
    void aRangeThatMakesNoSenseIsRefused(String range, int length) {
        UUID upload = begin();

        assertThat(put(upload, "model.onnx", Arrays.copyOf(TEXT, length), range))
                .isEqualTo(400);
    }

    @Test
    void anUploadIsDeletedOnRequest() {
        UUID upload = begin();

        assertThat(house.admin().delete("/api/admin/model-uploads/" + upload).statusCode())
                .isEqualTo(204);
        assertThat(house.admin().delete("/api/admin/model-uploads/" + upload).statusCode())
                .isEqualTo(404);
        assertThat(put(upload, "model.onnx", TEXT, null)).isEqualTo(404);
    }

    @Test
    void whatNobodyTouchesForADayIsRemoved() throws IOException {
        UUID old = uploads.create();
        UUID young = uploads.create();
        Path folder = house.staging().resolve("upload-" + old);
        FileTime yesterday = FileTime.from(Instant.now().minus(Duration.ofHours(25)));
        Files.setLastModifiedTime(folder.resolve(ModelUploads.PARTS), yesterday);
        Files.setLastModifiedTime(folder, yesterday);

        uploads.removeAbandoned();

        assertThat(house.staged()).doesNotContain("upload-" + old).contains("upload-" + young);
    }

    @Test
    void moreThanTheDiskHasRoomForIsRefusedBeforeItArrives() {
        FreeSpace none = new FreeSpace(
                new DataDirectory(place), new IntakeSettings(DataSize.ofGigabytes(1), DataSize.ofTerabytes(1000)));

        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> none.require(1))
                .withMessageContaining("has room for 0.0 GB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stories.zip", "stories.tar", "stories.tar.gz"})
    void aModelComesInFromAnArchiveOnTheServer(String name) throws IOException {
        Path archive = TestArchives.pack(ModelFolders.readyMade(place.resolve("stories")), place.resolve(name));

        UUID id = house.start(Map.of("source", archive.toString(), "name", "from-" + name));

        JsonNode job = house.ended(id);
        assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("done");
        assertThat(CatalogHouse.names(house.folder(id))).contains("model.onnx", "SHA256SUMS");
    }

    private UUID begin() {
        var begun = house.admin().post("/api/admin/model-uploads", Map.of());
        assertThat(begun.statusCode()).isEqualTo(201);
        assertThat(begun.headers().firstValue("Location")).isPresent();
        return UUID.fromString(
                new JsonMapper().readTree(begun.body()).path("id").asString());
    }

    private int put(UUID upload, String name, byte[] content, @Nullable String range) {
        HttpVisit admin = house.admin();
        return admin.put(
                        "/api/admin/model-uploads/%s/files/%s".formatted(upload, name),
                        content,
                        range == null ? Map.of() : Map.of("Content-Range", range))
                .statusCode();
    }

    private JsonNode files(UUID upload) {
        return house.admin().json("/api/admin/model-uploads/" + upload).path("files");
    }
}
