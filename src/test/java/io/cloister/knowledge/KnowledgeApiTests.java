package io.cloister.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.startsWith;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.cloister.access.DepartmentId;
import io.cloister.access.PersonId;
import io.cloister.access.Role;
import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditField;
import io.cloister.audit.Stage;
import io.cloister.knowledge.KnowledgeHouse.Member;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;

@KnowledgeTest
class KnowledgeApiTests {

    private static final String TEXT = "<script>alert(1)</script> Patients are seen within 7 days of discharge.";

    @Autowired
    KnowledgeHouse house;

    @Autowired
    DocumentCollections collections;

    @Autowired
    MockMvc http;

    DepartmentId cardiology = new DepartmentId(new UUID(0, 0));
    Member manager = new Member(new PersonId(new UUID(0, 0)), cardiology, Set.of());
    Member employee = manager;
    CollectionId guidelines = new CollectionId(new UUID(0, 0));
    DocumentId document = new DocumentId(new UUID(0, 0));

    @BeforeEach
    void aDepartmentHasADocument() {
        cardiology = house.department("Cardiology");
        manager = house.person(cardiology, Role.DEPARTMENT_MANAGER);
        employee = house.person(cardiology, Role.EMPLOYEE);
        guidelines = house.as(
                manager, () -> collections.create("Guidelines", cardiology).id());
        document = house.as(
                manager,
                () -> collections
                        .upload(
                                guidelines,
                                "räum\"e.txt",
                                new ByteArrayInputStream(TEXT.getBytes(StandardCharsets.UTF_8)))
                        .id());
    }

    @Test
    void listsWhatMayBeRead() throws Exception {
        perform(employee, get("/api/collections"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[*].name").value(contains("Guidelines")))
                .andExpect(jsonPath("$[0].manageable").value(false));
        perform(employee, get("/api/collections/{id}/documents", guidelines.value()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[0].id").value(document.value().toString()));
        perform(employee, get("/api/documents/{id}", document.value()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.passages").value(1));
        perform(employee, get("/api/documents/{id}/passages", document.value()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[0].text").value(TEXT));
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ADMIN", "COMPLIANCE_OFFICER"})
    void givesNothingToThoseWhoOnlyRunOrCheckTheHouse(Role role) throws Exception {
        Member member = house.person(cardiology, role);

        for (String path : List.of(
                "/api/collections",
                "/api/collections/" + guidelines.value() + "/documents",
                "/api/documents/" + document.value(),
                "/api/documents/" + document.value() + "/content",
                "/api/documents/" + document.value() + "/passages",
                "/api/search?q=discharge")) {
            perform(member, get(path)).andExpect(status().isForbidden());
        }
    }

    @Test
    void handsOutOriginalsSoThatNoBrowserRunsThem() throws Exception {
        perform(employee, get("/api/documents/{id}/content", document.value()))
                .andExpect(status().isOk())
                .andExpect(content().bytes(TEXT.getBytes(StandardCharsets.UTF_8)))
                .andExpect(header().string("Content-Disposition", startsWith("attachment;")))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"));
    }

    @Test
    void answersForForeignDocumentsAsForUnknownOnes() throws Exception {
        Member stranger = house.person(house.department("Legal"), Role.EMPLOYEE);

        for (String path : List.of("/api/documents/%s", "/api/documents/%s/content", "/api/documents/%s/passages")) {
            String foreign = perform(stranger, get(path.formatted(document.value())))
                    .andExpect(status().isNotFound())
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            UUID nothing = UUID.randomUUID();
            String unknown = perform(stranger, get(path.formatted(nothing)))
                    .andExpect(status().isNotFound())
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            assertThat(foreign.replace(document.value().toString(), "ID"))
                    .isEqualTo(unknown.replace(nothing.toString(), "ID"));
        }
    }

    @Test
    void takesInAndRemovesDocuments() throws Exception {
        MockMultipartFile file = new MockMultipartFile(
                "file", "new.md", "image/png", "# New\n\nA rule.".getBytes(StandardCharsets.UTF_8));

        String location = Objects.requireNonNull(perform(
                        manager,
                        multipart("/api/collections/{id}/documents", guidelines.value())
                                .file(file))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.title").value("New"))
                .andExpect(jsonPath("$.mediaType").value("text/markdown"))
                .andReturn()
                .getResponse()
                .getHeader("Location"));
        perform(employee, delete(location)).andExpect(status().isForbidden());
        perform(manager, delete(location)).andExpect(status().isNoContent());
        perform(employee, get(location)).andExpect(status().isNotFound());
    }

    @Test
    void tellsWhatIsWrongWithAnUpload() throws Exception {
        perform(manager, multipart("/api/collections/{id}/documents", guidelines.value()))
                .andExpect(status().isBadRequest());
        perform(
                        manager,
                        multipart("/api/collections/{id}/documents", guidelines.value())
                                .file(new MockMultipartFile("file", "a.txt", null, new byte[1024 * 1024 + 1])))
                .andExpect(status().isContentTooLarge())
                .andExpect(jsonPath("$.type").value("urn:cloister:problem:too-large"));
        perform(employee, get("/api/documents/not-an-id")).andExpect(status().isNotFound());
        perform(employee, get("/api/search?q=")).andExpect(status().isBadRequest());
    }

    @Test
    void recordsASearchBeforeAndAfter() throws Exception {
        int before = house.actsOf("ai.search").size();

        perform(employee, get("/api/search").param("q", "When after discharge?"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.candidates").value(1))
                .andExpect(jsonPath("$.passages[0].documentId")
                        .value(document.value().toString()));

        List<AuditEntry> acts = house.actsOf("ai.search").subList(before, before + 2);
        assertThat(acts).extracting(AuditEntry::stage).containsExactly(Stage.INTENT, Stage.OUTCOME);
        assertThat(acts.getLast().parentEventId()).isEqualTo(acts.getFirst().eventId());
        assertThat(acts.getLast().fields())
                .containsEntry(AuditField.CANDIDATES, 1L)
                .containsEntry(AuditField.RETURNED, 1)
                .containsEntry(AuditField.RETRIEVAL_FILTER, List.of(guidelines.value()))
                .doesNotContainKey(AuditField.QUERY);
        assertThat(acts.getLast().fields().get(AuditField.RETRIEVAL))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .singleElement()
                .extracting("doc_id", "department_id")
                .containsExactly(document.value(), cardiology.value());
    }

    @Test
    void searchesNothingForStrangers() throws Exception {
        Member stranger = house.person(house.department("Legal"), Role.EMPLOYEE);

        perform(
                        stranger,
                        get("/api/search")
                                .param("q", "discharge")
                                .param("collection", guidelines.value().toString()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.candidates").value(0))
                .andExpect(jsonPath("$.passages").isEmpty());
    }

    private ResultActions perform(Member member, AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        return http.perform(
                request.with(authentication(KnowledgeHouse.signIn(member))).with(csrf()));
    }
}
