package io.cloister.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.jayway.jsonpath.JsonPath;
import io.cloister.access.DepartmentId;
import io.cloister.access.PersonId;
import io.cloister.access.Role;
import io.cloister.knowledge.KnowledgeHouse.Member;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/** Whatever stands in a parameter of the search is a value: it selects nothing else, and breaks nothing. */
@KnowledgeTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchPayloadTests {

    private static final List<String> FRAGMENTS = List.of(
            "\"",
            "'",
            "''",
            "||",
            "&&",
            "$.",
            "@",
            "\\",
            "\\'",
            "#{1+1}",
            "${jndi:x}",
            "T(java.lang.Runtime)",
            "\u0000",
            "[[[]]]",
            "[]",
            "()",
            "{}",
            ",",
            ",,",
            ";",
            "--",
            "/*",
            "*/",
            "%",
            "_",
            "%00",
            "\r\n",
            "\uFFFF",
            "\u202E",
            "' OR 1=1 --",
            "') OR true --",
            "1; DROP TABLE knowledge.chunk",
            "$$",
            "$1",
            ":ids",
            "?",
            "::uuid",
            "\uD83D",
            "<->",
            "!:*",
            "text/plain' OR 'a'='a",
            "null",
            "NaN",
            "-1",
            "true",
            "0x00",
            "*",
            "~",
            "^",
            "\t");

    private static final List<String> SHAPES = List.of("%s", "invoice%s", "%sinvoice");

    @Autowired
    KnowledgeHouse house;

    @Autowired
    DocumentCollections collections;

    @Autowired
    MockMvc http;

    Member employee = new Member(new PersonId(new UUID(0, 0)), new DepartmentId(new UUID(0, 0)), Set.of());
    String own = "";
    String foreign = "";

    @BeforeAll
    void twoDepartmentsHaveADocument() {
        own = documentOf("Cardiology").toString();
        employee = house.person(lastDepartment, Role.EMPLOYEE);
        foreign = documentOf("Legal").toString();
    }

    private DepartmentId lastDepartment = new DepartmentId(new UUID(0, 0));

    private UUID documentOf(String name) {
        lastDepartment = house.department(name);
        Member manager = house.person(lastDepartment, Role.DEPARTMENT_MANAGER);
        CollectionId collection = house.as(
                manager, () -> collections.create("Payments", lastDepartment).id());
        byte[] text = ("The invoice is paid by " + lastDepartment.value()).getBytes(StandardCharsets.UTF_8);
        return house.as(
                manager,
                () -> collections
                        .upload(collection, "invoice.txt", new ByteArrayInputStream(text))
                        .id()
                        .value());
    }

    @Test
    void takesEveryQuestionAsWordsOnly() throws Exception {
        for (String payload : payloads()) {
            MockHttpServletResponse response = search("q", payload);
            if (refused(response)) {
                assertThat(payload).isBlank();
            } else if (payload.contains("invoice")) {
                assertThat(found(response)).as("q=%s", payload).containsExactly(own);
            } else {
                assertThat(found(response)).as("q=%s", payload).doesNotContain(foreign);
            }
        }
    }

    /** Nothing bears such a name, so nothing is found; an empty value is no restriction. */
    @ParameterizedTest
    @ValueSource(strings = {"collection", "type", "from", "until"})
    void takesEveryValueOfAFilterAsAValue(String parameter) throws Exception {
        for (String payload : payloads()) {
            MockHttpServletResponse response = search("q", "invoice", parameter, payload);
            if (!refused(response)) {
                boolean nothingAsked = Stream.of(payload.split(",", -1)).allMatch(String::isBlank);
                assertThat(found(response))
                        .as("%s=%s", parameter, payload)
                        .isSubsetOf(nothingAsked ? Set.of(own) : Set.of());
            }
        }
    }

    /** Days before and after any that the database knows. */
    @ParameterizedTest
    @CsvSource({
        "from, 0001-01-01, true",
        "from, -999999999-01-01, true",
        "from, +300000-01-01, false",
        "from, +999999999-12-31, false",
        "until, 0001-01-01, false",
        "until, -999999999-01-01, false",
        "until, +300000-01-01, true",
        "until, +999999999-12-31, true"
    })
    void comparesDaysHoweverFarAway(String parameter, String day, boolean within) throws Exception {
        MockHttpServletResponse response = search("q", "invoice", parameter, day);

        if (!refused(response)) {
            assertThat(found(response)).isEqualTo(within ? List.of(own) : List.of());
        }
    }

    private static List<String> payloads() {
        List<String> payloads = FRAGMENTS.stream()
                .flatMap(fragment -> SHAPES.stream().map(shape -> shape.replace("%s", fragment)))
                .toList();
        assertThat(payloads).hasSizeGreaterThan(75); // in four filters: more than 300
        return payloads;
    }

    private static boolean refused(MockHttpServletResponse response) {
        assertThat(response.getStatus()).isIn(200, 400, 404, 422);
        return response.getStatus() != 200;
    }

    private static List<String> found(MockHttpServletResponse response) throws Exception {
        return JsonPath.read(response.getContentAsString(), "$.passages[*].documentId");
    }

    private MockHttpServletResponse search(String... parameters) throws Exception {
        var request = get("/api/search");
        for (int index = 0; index < parameters.length; index += 2) {
            request.param(parameters[index], parameters[index + 1]);
        }
        return http.perform(request.with(authentication(KnowledgeHouse.signIn(employee))))
                .andReturn()
                .getResponse();
    }
}
