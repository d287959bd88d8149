package io.cloister.audit.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditField;
import io.cloister.audit.Outcome;
import io.cloister.audit.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The bytes of events must never change between releases, or old trails would no longer verify. The file holds, for
 * each event, its leaf hash and its canonical form; a new event goes to the end of both lists.
 */
class GoldenEventsTests {

    private static final String FILE = "/audit/golden-events.txt";
    private static final UUID PERSON = new UUID(1, 1);
    private static final UUID DEPARTMENT = new UUID(2, 2);

    @Test
    void everyEventHasTheBytesOfTheGoldenFile() throws IOException {
        assertThat(events().map(GoldenEventsTests::line)).containsExactlyElementsOf(golden());
    }

    @Test
    void everyGoldenEventReadBackFromItsTextHasTheSameHash() throws Exception {
        for (String line : golden()) {
            String json = line.substring(line.indexOf(' ') + 1);
            assertThat(CanonicalEvent.parse(json).leafHash().hex()).isEqualTo(line.substring(0, line.indexOf(' ')));
        }
    }

    private static Stream<CanonicalEvent> events() {
        List<Outcome> outcomes = List.copyOf(EnumSet.allOf(Outcome.class));
        List<CanonicalEvent> events = new ArrayList<>();
        for (Map<AuditField, Object> fields : fields()) {
            AuditEntry entry = new AuditEntry(
                    new UUID(0x0190_0000_0000_7000L, events.size()),
                    Stage.OUTCOME,
                    new UUID(3, 3),
                    "ai.chat",
                    outcomes.get(events.size() % outcomes.size()),
                    events.isEmpty() ? null : "a-reason",
                    null,
                    "conversation",
                    new UUID(4, 4),
                    DEPARTMENT,
                    fields);
            events.add(EventBody.of(entry, context(events.size()), origin(events.size())));
        }
        return events.stream();
    }

    private static List<Map<AuditField, Object>> fields() {
        return List.of(
                Map.of(),
                Map.of(
                        AuditField.MODEL_ID,
                        "cloister-quote",
                        AuditField.INPUT_TOKENS,
                        812,
                        AuditField.FILE_BYTES,
                        9_007_199_254_740_991L,
                        AuditField.DURATION_MS,
                        Long.MAX_VALUE,
                        AuditField.TTFT_MS,
                        -1),
                Map.of(
                        AuditField.RETRIEVAL,
                        List.of(
                                Map.of("doc_id", new UUID(5, 5), "score_ppm", 912_345, "chunk_sha256", "ab"),
                                Map.of("doc_id", new UUID(6, 6), "score_ppm", 0)),
                        AuditField.RETRIEVAL_FILTER,
                        List.of()),
                Map.of(AuditField.QUERY, "quote \" backslash \\ slash / tab \t line \n return \r back \b feed \f"),
                Map.of(AuditField.QUERY, "\u0001\u001f\u007f\u0080\u00a0\u2028\u2029\ufeff\ufffd\uffff"),
                Map.of(AuditField.QUERY, "NUL \u0000, lone \ud83d high, lone \ude00 low, pair \ud83d\ude00"),
                Map.of(
                        AuditField.QUERY,
                        "e\u0301 is not \u00e9; \u202eright to left; \u0645\u0631\u062d\u0628\u0627; \u6f22\u5b57"),
                Map.of(
                        AuditField.QUERY,
                        "'; DROP TABLE audit.event; -- <script>alert(1)</script> ${jndi:ldap://x} {{7*7}} %s"),
                Map.of(AuditField.PARAMS, Map.of("\ud83d\ude00", 1, "\ufb33", 2, "a\"b", 3, "", 4, "A", 5)));
    }

    private static EventContext context(int number) {
        return number == 0
                ? new EventContext("system", null, List.of(), null, null, null, null, null)
                : new EventContext(
                        "person",
                        PERSON,
                        List.of("DEPARTMENT_MANAGER", "EMPLOYEE"),
                        DEPARTMENT,
                        HexFormat.of().formatHex(new byte[32]),
                        "2001:db8::7",
                        "Mozilla/5.0 (X11; Linux x86_64)",
                        "request-7");
    }

    private static EventOrigin origin(int number) {
        return new EventOrigin(
                "instance-a",
                number + 1L,
                Instant.parse("2026-03-29T01:30:00.000001Z").plusNanos(1000L * number));
    }

    private static String line(CanonicalEvent event) {
        return event.leafHash().hex() + " " + event.json();
    }

    /** Split at line feeds only: the texts hold other characters that end lines elsewhere. */
    private static List<String> golden() throws IOException {
        try (InputStream file = GoldenEventsTests.class.getResourceAsStream(FILE)) {
            assertThat(file).as(FILE).isNotNull();
            return List.of(new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
        }
    }
}
