package io.cloister.knowledge.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import io.cloister.access.DepartmentId;
import io.cloister.access.PersonId;
import io.cloister.access.Role;
import io.cloister.knowledge.CollectionId;
import io.cloister.knowledge.DocumentCollections;
import io.cloister.knowledge.KnowledgeHouse;
import io.cloister.knowledge.KnowledgeHouse.Member;
import io.cloister.knowledge.KnowledgeTest;
import io.cloister.platform.DataDirectory;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;

@KnowledgeTest
class UploadApiTests {

    @Autowired
    KnowledgeHouse house;

    @Autowired
    DocumentCollections collections;

    @Autowired
    DocumentIntake intake;

    @Autowired
    IntakeQueue queue;

    @Autowired
    DataDirectory data;

    @Autowired
    MockMvc http;

    DepartmentId cardiology = new DepartmentId(new UUID(0, 0));
    Member manager = new Member(new PersonId(new UUID(0, 0)), cardiology, Set.of());
    CollectionId guidelines = new CollectionId(new UUID(0, 0));

    @BeforeEach
    void aManagerHasACollection() {
        cardiology = house.department("Cardiology");
        manager = house.person(cardiology, Role.DEPARTMENT_MANAGER);
        guidelines = house.as(
                manager, () -> collections.create("Guidelines", cardiology).id());
    }

    @AfterEach
    void everybodyWorksAgain() {
        if (!queue.isRunning()) {
            queue.start();
        }
    }

    @Test
    void aFileThatNobodyWaitsForIsFollowedByItsState() throws Exception {
        queue.stop();
        String id = idIn(send(form("a.txt", "Words that will be found.").param("wait", "false"))
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.state").value("QUEUED"))
                .andExpect(jsonPath("$.progress.attempts").value(0)));

        send(get("/api/collections/{id}/intake", guidelines.value()))
                .andExpect(jsonPath("$[0].id").value(id));
        queue.start();

        await().untilAsserted(() -> send(get("/api/documents/{id}", id))
                .andExpect(jsonPath("$.state").value("READY"))
                .andExpect(jsonPath("$.passages").value(1)));
        send(get("/api/collections/{id}/intake", guidelines.value()))
                .andExpect(jsonPath("$").isEmpty());
    }

    @Test
    void aFileThatSomebodyWaitedForAndThatFailedIsNotKept() throws Exception {
        send(form("broken.docx", "\u0000\u0001"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.type").value("urn:cloister:problem:invalid-input"));

        send(get("/api/collections/{id}/intake", guidelines.value()))
                .andExpect(jsonPath("$").isEmpty());
    }

    @Test
    void aVersionOrADayThatNobodyWouldKeepIsRefusedAndNothingIsTakenIn() throws Exception {
        for (String field : List.of("supersedes", "effectiveFrom", "reviewBy")) {
            send(form("rule.txt", "A rule of next year.").param(field, "2027-01-01"))
                    .andExpect(status().isBadRequest())
                    .andExpect(jsonPath("$.detail").value(containsString("not kept yet")));
        }

        send(get("/api/collections/{id}/intake", guidelines.value()))
                .andExpect(jsonPath("$").isEmpty());
    }

    @Test
    void aFileThatFailedTellsWhyAndCanBeTriedAgainOrRemoved() throws Exception {
        String id = idIn(send(form("broken.docx", "\u0000\u0001").param("wait", "false")));
        await().untilAsserted(() -> send(get("/api/documents/{id}", id))
                .andExpect(jsonPath("$.state").value("FAILED"))
                .andExpect(jsonPath("$.problem").isNotEmpty()));
        queue.stop();

        send(post("/api/documents/{id}/retry", id))
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.state").value("QUEUED"))
                .andExpect(jsonPath("$.problem").isEmpty());
        send(post("/api/documents/{id}/retry", id)).andExpect(status().isConflict());
        send(delete("/api/documents/{id}", id)).andExpect(status().isNoContent());
        send(get("/api/documents/{id}", id)).andExpect(status().isNotFound());
    }

    @Test
    void severalFilesInOneRequestAreAnsweredOneByOne() throws Exception {
        send(form("good.txt", "A good file.").file(file("empty.txt", "")).file(file("same.txt", "A good file.")))
                .andExpect(status().isMultiStatus())
                .andExpect(jsonPath("$[0].status").value(201))
                .andExpect(jsonPath("$[0].document.state").value("READY"))
                .andExpect(jsonPath("$[1].status").value(400))
                .andExpect(jsonPath("$[1].problem.detail").value(containsString("empty")))
                .andExpect(jsonPath("$[2].status").value(409))
                .andExpect(jsonPath("$[2].problem.detail").value(containsString("good")));
    }

    @Test
    void theSameRequestManyTimesAtOnceHasOneEffectAndOneAnswer() throws Exception {
        Callable<String> request =
                () -> idIn(send(form("once.txt", "Sent five times.").header("Idempotency-Key", "k1")));
        try (ExecutorService clients = Executors.newFixedThreadPool(5)) {
            List<Future<String>> answers = clients.invokeAll(
                    IntStream.range(0, 5).mapToObj(_ -> request).toList());
            String first = answers.getFirst().get();
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo(first);
            }
            assertThat(house.actsOn(UUID.fromString(first))).hasSize(2);
        }
        send(form("once.txt", "Something else.").header("Idempotency-Key", "k1"))
                .andExpect(status().isUnprocessableContent());
    }

    @Test
    void aDiskWithoutRoomIsSaidAndWhatWasThereStaysReadable() throws Exception {
        String before = idIn(send(form("before.txt", "Stored while there was room.")));
        var documents = data.documents();
        var aside = documents.resolveSibling("documents-aside");
        Files.move(documents, aside);
        Files.createDirectories(documents);
        try {
            assumeThat(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", documents.toString()))
                    .isZero();
            send(form("large.txt", "Too much. ".repeat(20_000)))
                    .andExpect(status().isInsufficientStorage())
                    .andExpect(jsonPath("$.type").value("urn:cloister:problem:storage-full"));
            assertThat(house.as(manager, () -> intake.in(guidelines))).isEmpty();
            send(get("/api/documents/{id}/passages", before)).andExpect(status().isOk());
        } finally {
            run("umount", documents.toString());
            Files.delete(documents);
            Files.move(aside, documents);
        }
        send(form("large.txt", "Too much. ".repeat(20_000))).andExpect(status().isCreated());
    }

    @Test
    void aDatabaseWithoutRoomIsAFullDiskToo() {
        var full = new IllegalStateException(new SQLException("could not extend file", "53100"));

        assertThat(FullDisk.in(full)).map(Problem::type).contains(ProblemType.STORAGE_FULL);
        assertThat(FullDisk.in(new IllegalStateException(new SQLException("other", "23505"))))
                .isEmpty();
    }

    private MockMultipartHttpServletRequestBuilder form(String name, String text) {
        return multipart("/api/collections/{id}/documents", guidelines.value()).file(file(name, text));
    }

    private static MockMultipartFile file(String name, String text) {
        return new MockMultipartFile(
                "file", name, null, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)).readAllBytes());
    }

    private ResultActions send(AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        return http.perform(
                request.with(authentication(KnowledgeHouse.signIn(manager))).with(csrf()));
    }

    private static String idIn(ResultActions answer) throws Exception {
        return JsonPath.read(answer.andReturn().getResponse().getContentAsString(), "$.id");
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }
}
