package io.cloister.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.cloister.access.DepartmentId;
import io.cloister.access.PersonId;
import io.cloister.access.Role;
import io.cloister.audit.AuditEntry;
import io.cloister.knowledge.KnowledgeHouse.Member;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;

@KnowledgeTest
class AbbreviationTests {

    private static final String ATTACK = "{\"shortForm\":\"TIA\",\"longForm\":\"transient ischaemic attack\"}";

    @Autowired
    KnowledgeHouse house;

    @Autowired
    DocumentCollections collections;

    @Autowired
    MockMvc http;

    DepartmentId neurology = new DepartmentId(new UUID(0, 0));
    Member manager = new Member(new PersonId(new UUID(0, 0)), neurology, Set.of());
    Member employee = manager;

    @BeforeEach
    void aDepartmentHasAnAbbreviation() throws Exception {
        neurology = house.department("Neurology");
        manager = house.person(neurology, Role.DEPARTMENT_MANAGER);
        employee = house.person(neurology, Role.EMPLOYEE);
        add(manager, ATTACK).andExpect(status().isCreated());
    }

    @Test
    void isShownToTheDepartmentAndRecorded() throws Exception {
        perform(employee, get("/api/abbreviations"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$", hasSize(1)))
                .andExpect(jsonPath("$[0].shortForm").value("TIA"))
                .andExpect(jsonPath("$[0].longForm").value("transient ischaemic attack"));
        assertThat(house.actsOn(neurology.value()))
                .extracting(AuditEntry::action)
                .containsExactly("abbreviation.add");
    }

    @Test
    void letsAQuestionFindTheOtherForm() throws Exception {
        CollectionId notes =
                house.as(manager, () -> collections.create("Notes", neurology).id());
        byte[] text = "A transient ischaemic attack is an emergency.".getBytes(StandardCharsets.UTF_8);
        house.as(manager, () -> collections.upload(notes, "notes.txt", new ByteArrayInputStream(text)));

        perform(employee, get("/api/search").param("q", "TIA"))
                .andExpect(jsonPath("$.passages[0].why.words").exists())
                .andExpect(jsonPath("$.notices[0].kind").value("expanded"));
    }

    @Test
    void isNothingToOtherDepartments() throws Exception {
        Member stranger = house.person(house.department("Legal"), Role.DEPARTMENT_MANAGER);

        perform(stranger, get("/api/abbreviations")).andExpect(jsonPath("$", hasSize(0)));
        remove(stranger).andExpect(status().isNotFound());
        perform(employee, get("/api/abbreviations")).andExpect(jsonPath("$", hasSize(1)));
        add(stranger, ATTACK).andExpect(status().isCreated());
    }

    @Test
    void isChangedByManagersOnly() throws Exception {
        add(employee, "{\"shortForm\":\"MS\",\"longForm\":\"multiple sclerosis\"}")
                .andExpect(status().isForbidden());
        remove(employee).andExpect(status().isForbidden());
        perform(house.person(neurology, Role.COMPLIANCE_OFFICER), get("/api/abbreviations"))
                .andExpect(status().isForbidden());

        remove(manager).andExpect(status().isNoContent());
        perform(employee, get("/api/abbreviations")).andExpect(jsonPath("$", hasSize(0)));
        assertThat(house.actsOn(neurology.value()))
                .extracting(AuditEntry::action)
                .containsExactly("abbreviation.add", "abbreviation.remove");
    }

    @Test
    void isKnownOnce() throws Exception {
        add(manager, ATTACK).andExpect(status().isConflict());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"shortForm\":\" \",\"longForm\":\"nothing\"}",
                "{\"shortForm\":\"TIA\",\"longForm\":\"tia\"}",
                "{\"shortForm\":\"TIA\",\"longForm\":\"\\u0000\"}",
                "{\"shortForm\":\"a form that is far too long to be called short\",\"longForm\":\"x\"}",
                "{\"shortForm\":\"TIA\"}",
                "[]"
            })
    void needsTwoForms(String body) throws Exception {
        add(manager, body).andExpect(status().isBadRequest());
    }

    private ResultActions add(Member member, String body) throws Exception {
        return perform(
                member,
                post("/api/abbreviations")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body));
    }

    private ResultActions remove(Member member) throws Exception {
        return perform(
                member,
                delete("/api/abbreviations").param("shortForm", "TIA").param("longForm", "transient ischaemic attack"));
    }

    private ResultActions perform(Member member, AbstractMockHttpServletRequestBuilder<?> request) throws Exception {
        return http.perform(
                request.with(authentication(KnowledgeHouse.signIn(member))).with(csrf()));
    }
}
