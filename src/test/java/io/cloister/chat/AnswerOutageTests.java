package io.cloister.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloister.assistant.Answering;
import io.cloister.audit.AuditTrail;
import io.cloister.audit.Stage;
import io.cloister.platform.persistence.TestDatabases;
import io.cloister.portal.PortalTest;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The database goes away between the first word of an answer and its last. */
@PortalTest
class AnswerOutageTests {

    private final ConversationLog conversations;
    private final AuditTrail trail;
    private final UserDetailsService accounts;
    private final String database;

    AnswerOutageTests(
            ConversationLog conversations, AuditTrail trail, UserDetailsService accounts, Environment environment) {
        this.conversations = conversations;
        this.trail = trail;
        this.accounts = accounts;
        this.database = environment.getRequiredProperty("cloister.test.database");
    }

    @AfterEach
    void bringBack() throws SQLException {
        TestDatabases.allowConnections(database, true);
        SecurityContextHolder.clearContext();
    }

    @Test
    void tellsTheReaderAndKeepsTheQuestionAndItsIntent() throws SQLException {
        signIn("clara");
        UUID conversation = conversations.start("An outage").id();
        AnswerDraft draft = new AnswerDraft(UUID.randomUUID(), conversation);
        Answering answering = conversations.ask(
                conversation,
                draft.id(),
                "How soon after discharge must a heart-failure patient be seen?",
                null,
                Set.of());
        Reader reader = new Reader();

        new AnswerStream(reader, draft, answering).carry(new AnswerRun(conversations, answering, draft));

        assertThat(reader.received)
                .contains("event:token", "event:error", "The answer could not be finished", "" + answering.receipt())
                .doesNotContain("event:done");
        TestDatabases.allowConnections(database, true);
        // The pool may still hold a connection of before, which is noticed when it is used.
        await().pollInSameThread()
                .ignoreExceptionsInstanceOf(DataAccessException.class)
                .untilAsserted(() -> assertThat(conversations.messages(conversation))
                        .singleElement()
                        .extracting(Message::author)
                        .isEqualTo(Message.Author.USER));
        assertThat(trail.related(answering.receipt()))
                .singleElement()
                .satisfies(event -> assertThat(event.stage()).isEqualTo(Stage.INTENT));
    }

    private void signIn(String username) {
        UserDetails account = accounts.loadUserByUsername(username);
        SecurityContextHolder.getContext()
                .setAuthentication(
                        UsernamePasswordAuthenticationToken.authenticated(account, null, account.getAuthorities()));
    }

    /** Takes the database away at the first word. */
    private final class Reader extends SseEmitter {

        private final StringBuilder received = new StringBuilder();

        @Override
        public void send(SseEventBuilder event) {
            String text = event.build().stream()
                    .map(part -> String.valueOf(part.getData()))
                    .collect(Collectors.joining());
            if (!received.toString().contains("event:token") && text.contains("event:token")) {
                takeAway();
            }
            received.append(text);
        }

        private void takeAway() {
            try {
                TestDatabases.allowConnections(database, false);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
