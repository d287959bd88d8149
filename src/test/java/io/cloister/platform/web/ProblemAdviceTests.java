package io.cloister.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.platform.ActorBadges;
import io.cloister.platform.CurrentActor;
import io.cloister.platform.NavigationEntry;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import io.cloister.platform.RefusalForm;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

class ProblemAdviceTests {

    private static final String SECRET = "jdbc:postgresql://inside";

    private MockMvcTester http;

    @BeforeEach
    void setUp() throws IOException {
        MessageSource messages = MessageBundles.messageSource();
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        PageFrames frames = new PageFrames(
                new CurrentActor(),
                beans.getBeanProvider(ActorBadges.class),
                beans.getBeanProvider(NavigationEntry.class),
                new ViteManifest(),
                new ScriptTexts(),
                messages);
        http = MockMvcTester.create(MockMvcBuilders.standaloneSetup(new FailingController())
                .setControllerAdvice(new ProblemAdvice(
                        new Refusals(messages), new RefusalAnswers(frames, beans.getBeanProvider(RefusalForm.class))))
                .build());
    }

    @ParameterizedTest
    @CsvSource({
        "refused, 409, conflict",
        "denied, 403, forbidden",
        "too-large, 413, too-large",
        "database-down, 503, unavailable",
        "bug, 500, internal",
    })
    void answersProgramsWithAProblemDocument(String kind, int status, String type) {
        assertThat(http.get().uri("/api/fail/" + kind).accept(MediaType.TEXT_EVENT_STREAM))
                .hasStatus(status)
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:cloister:problem:" + type);
    }

    @Test
    void carriesTheSentenceOfARefusal() {
        assertThat(http.get().uri("/api/fail/refused"))
                .bodyJson()
                .extractingPath("$.detail")
                .isEqualTo("The name is taken. Choose another.");
    }

    @ParameterizedTest
    @CsvSource({"bug", "database-down"})
    void revealsNothingOfAFault(String kind) {
        assertThat(http.get().uri("/api/fail/" + kind)).bodyText().doesNotContain(SECRET);
    }

    @Test
    void tellsWhenToTryAgainWhileTheDatabaseIsDown() {
        assertThat(http.get().uri("/api/fail/database-down")).hasHeader("Retry-After", "5");
    }

    @Test
    void answersAnIdThatIsNoneLikeOneThatIsUnknown() {
        assertThat(http.get().uri("/api/things/not-an-id")).hasStatus(404);
    }

    @Test
    void answersWhatCannotBeReadWithoutNamingClasses() {
        assertThat(http.post()
                        .uri("/api/things")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{broken"))
                .hasStatus(400)
                .bodyText()
                .doesNotContain("Exception", "java", "Json");
    }

    @ParameterizedTest
    @CsvSource({"/api/things, DELETE, 405", "/api/search, GET, 400"})
    void answersWrongUseInItsOwnWords(String path, String method, int status) {
        assertThat(http.method(HttpMethod.valueOf(method)).uri(path))
                .hasStatus(status)
                .bodyJson()
                .extractingPath("$.type")
                .asString()
                .startsWith("urn:cloister:problem:");
    }

    @Test
    void answersPeopleWithAPage() {
        MvcTestResult result = http.get().uri("/fail/refused").exchange();
        assertThat(result).hasStatus(409).hasViewName("error/refusal");
        assertThat(result).model().containsEntry("sentence", "The name is taken. Choose another.");
    }

    @Test
    void leadsPeopleWhoseSessionEndedToTheSignIn() {
        assertThat(http.get().uri("/fail/signed-out")).hasRedirectedUrl("/login?expired");
    }

    @RestController
    static class FailingController {

        @GetMapping({"/api/fail/{kind}", "/fail/{kind}"})
        String fail(@PathVariable String kind) {
            throw switch (kind) {
                case "refused" -> new Problem(ProblemType.CONFLICT, "The name is taken. Choose another.");
                case "signed-out" -> new Problem(ProblemType.SIGN_IN_REQUIRED, "Sign in, then try again.");
                case "denied" -> new AccessDeniedException(SECRET);
                case "too-large" -> new MaxUploadSizeExceededException(1);
                case "database-down" -> new CannotCreateTransactionException(SECRET);
                default -> new IllegalStateException(SECRET);
            };
        }

        @GetMapping("/api/things/{id}")
        String thing(@PathVariable UUID id) {
            return id.toString();
        }

        @PostMapping("/api/things")
        Map<String, Integer> make(@RequestBody Map<String, Integer> wanted) {
            return wanted;
        }

        @GetMapping("/api/search")
        String search(@RequestParam int page) {
            return String.valueOf(page);
        }
    }
}
