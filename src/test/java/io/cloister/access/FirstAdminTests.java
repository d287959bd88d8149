package io.cloister.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** An empty installation and the token on its console; in this order, since an installation is set up once. */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureMockMvc
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
@TestMethodOrder(OrderAnnotation.class)
class FirstAdminTests {

    private static final Pattern TOKEN = Pattern.compile("/set-up\\?token=([\\w-]{43})");

    private final MockMvc http;

    FirstAdminTests(MockMvc http) {
        this.http = http;
    }

    @Test
    @Order(1)
    void everyVisitLeadsToTheSetUpPage() throws Exception {
        http.perform(get("/login")).andExpect(redirectedUrl("/set-up"));
        http.perform(get("/set-up")).andExpect(status().isOk());
    }

    @Test
    @Order(2)
    void aWrongTokenCreatesNobody() throws Exception {
        http.perform(form("0".repeat(43), "ada"))
                .andExpect(content().string(org.hamcrest.Matchers.containsString("not the set-up token")));
        http.perform(get("/login")).andExpect(redirectedUrl("/set-up"));
    }

    @Test
    @Order(3)
    void theTokenIsKeptWhereOtherDataAreWrong(CapturedOutput output) throws Exception {
        http.perform(form(token(output), "Not A User Name"))
                .andExpect(content().string(org.hamcrest.Matchers.containsString("A user name has")));
        http.perform(get("/login")).andExpect(redirectedUrl("/set-up"));
    }

    @Test
    @Order(4)
    void theTokenOnTheConsoleCreatesTheFirstAdministrator(CapturedOutput output) throws Exception {
        http.perform(form(token(output), "ada")).andExpect(redirectedUrl("/login"));
        http.perform(get("/login")).andExpect(status().isOk());
    }

    @Test
    @Order(5)
    void nobodyIsCreatedASecondTime(CapturedOutput output) throws Exception {
        http.perform(form(token(output), "eve")).andExpect(redirectedUrl("/login"));
        http.perform(post("/login")
                        .param("username", "eve")
                        .param("password", "a long enough sentence")
                        .with(csrf()))
                .andExpect(redirectedUrl("/login?error"));
        http.perform(post("/login")
                        .param("username", "ada")
                        .param("password", "a long enough sentence")
                        .with(csrf()))
                .andExpect(redirectedUrl("/"));
    }

    private static MockHttpServletRequestBuilder form(String token, String username) {
        return post("/set-up")
                .param("token", token)
                .param("name", "Ada Brenner")
                .param("department", "Administration")
                .param("username", username)
                .param("password", "a long enough sentence")
                .with(csrf());
    }

    private static String token(CapturedOutput output) {
        Matcher token = TOKEN.matcher(output.getAll());
        assertThat(token.find()).as("a token on the console").isTrue();
        return token.group(1);
    }
}
