package io.cloister.knowledge.intake;

import io.cloister.access.PersonId;
import io.cloister.knowledge.DocumentId;
import io.cloister.knowledge.Sha256;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keys by which a person may repeat a request without a second effect (the IETF draft of the {@code Idempotency-Key}
 * header). Kept for two days; works in the transaction of the caller.
 */
@Component
class RequestKeys {

    private static final ProblemType REUSED =
            new ProblemType("key-reused", HttpStatus.UNPROCESSABLE_CONTENT, "The key belongs to another request");
    private static final int LONGEST = 200;

    private final JdbcClient jdbc;
    private final Clock clock;

    RequestKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Takes the key for a file; waits for another transaction that is taking it.
     *
     * @return the document of the same request before; empty where this is the first
     * @throws Problem {@code key-reused} where the request before was another one
     */
    Optional<DocumentId> take(String key, PersonId person, PendingDocument file) {
        if (key.isBlank() || key.length() > LONGEST) {
            throw new Problem(
                    ProblemType.INVALID_INPUT, "Send an Idempotency-Key of 1 to " + LONGEST + " characters, or none.");
        }
        String request = fingerprint(file);
        int taken = jdbc.sql("""
                        INSERT INTO knowledge.intake_key (person_id, key, request, document_id, at)
                        VALUES (:person, :key, :request, :document, :at) ON CONFLICT DO NOTHING
                        """)
                .param("person", person.value())
                .param("key", key)
                .param("request", request)
                .param("document", file.id().value())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return taken == 1 ? Optional.empty() : Optional.of(before(key, person, request));
    }

    /** The request may be repeated with effect. */
    void forget(DocumentId document) {
        jdbc.sql("DELETE FROM knowledge.intake_key WHERE document_id = :document")
                .param("document", document.value())
                .update();
    }

    private DocumentId before(String key, PersonId person, String request) {
        return jdbc.sql(
                        "SELECT request, document_id FROM knowledge.intake_key WHERE person_id = :person AND key = :key")
                .param("person", person.value())
                .param("key", key)
                .query((row, _) -> {
                    if (!row.getString("request").equals(request)) {
                        throw new Problem(
                                REUSED,
                                "This Idempotency-Key came with another file or other settings before. Use a new one for each request.");
                    }
                    return new DocumentId(row.getObject("document_id", UUID.class));
                })
                .single();
    }

    private static String fingerprint(PendingDocument file) {
        String whole = String.join("\n", file.collection().value().toString(), file.sha256(), file.fileName());
        return Sha256.hex(whole.getBytes(StandardCharsets.UTF_8));
    }
}
