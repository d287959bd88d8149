package io.cloister.audit.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditField;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalEventTests {

    @Test
    void doesNotDependOnTheOrderOfKeysOrOnSpace() throws Exception {
        assertThat(CanonicalEvent.parse("{ \"b\": [1, 2], \"a\": \"\\u00e9\\/\" }")
                        .json())
                .isEqualTo(
                        CanonicalEvent.parse("{\"a\":\"\u00e9/\",\"b\":[1,2]}").json())
                .isEqualTo("{\"a\":\"\u00e9/\",\"b\":[1,2]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1.0}",
                "{\"a\":1.5}",
                "{\"a\":1e3}",
                "{\"a\":-0}",
                "{\"a\":9007199254740992}",
                "{\"a\":-9007199254740993}",
                "{\"a\":123456789012345678901234567890}",
                "[1]",
                "1",
                "",
                "{\"a\":1",
                "{\"a\":[1.00000000000000000001]}"
            })
    void refusesWhatTheRecorderNeverWrites(String json) {
        assertThatThrownBy(() -> CanonicalEvent.parse(json)).isInstanceOf(MalformedEventException.class);
    }

    @Test
    void keepsIntegersThatADoubleCannotHoldAsText() {
        assertThat(event(AuditField.PARAMS, List.of(9_007_199_254_740_991L, 9_007_199_254_740_992L))
                        .json())
                .contains("\"params\":[9007199254740991,\"9007199254740992\"]");
    }

    @Test
    void replacesWhatTheDatabaseCannotHold() {
        assertThat(event(AuditField.QUERY, "a\u0000b\ud83dc").json()).contains("\"query\":\"a\ufffdb\ufffdc\"");
    }

    @Test
    void refusesFractions() {
        assertThatThrownBy(() -> event(AuditField.PARAMS, 0.7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("params");
    }

    @Test
    void statesTimeToTheMicrosecondInTextAndNumber() {
        assertThat(event(AuditField.RETURNED, 1).json())
                .contains("\"occurred_at\":\"2026-01-02T03:04:05.000007Z\"")
                .contains("\"occurred_us\":1767323045000007");
    }

    @Test
    void tellsTheKindOfActFromItsLastWord() {
        assertThat(CrudeAction.of("doc.upload")).isEqualTo("C");
        assertThat(CrudeAction.of("audit.view")).isEqualTo("R");
        assertThat(CrudeAction.of("authz.grant")).isEqualTo("U");
        assertThat(CrudeAction.of("authz.revoke")).isEqualTo("D");
        assertThat(CrudeAction.of("ai.chat")).isEqualTo("E");
    }

    private static CanonicalEvent event(AuditField field, Object value) {
        return EventBody.of(
                AuditEntry.success("test.act").with(field, value).build(),
                new EventContext("system", null, List.of(), null, null, null, null, null),
                new EventOrigin("instance", 1, Instant.parse("2026-01-02T03:04:05.000007Z")));
    }
}
