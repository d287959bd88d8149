package io.cloister.audit.recording;

import io.cloister.audit.canonical.EventContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads from a recorded event who acted and from where. */
@Component
class RecordedContext {

    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient jdbc;

    RecordedContext(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty where the event is unknown, or not visible to the present transaction. */
    Optional<EventContext> of(UUID eventId) {
        return jdbc.sql("SELECT body::text FROM audit.event WHERE event_id = :id")
                .param("id", eventId)
                .query(String.class)
                .optional()
                .map(JSON::readTree)
                .map(RecordedContext::context);
    }

    private static EventContext context(JsonNode body) {
        return new EventContext(
                body.path("actor_type").asString("system"),
                id(body, "actor_id"),
                roles(body),
                id(body, "department_id"),
                text(body, "session_ref"),
                text(body, "src_ip"),
                text(body, "user_agent"),
                text(body, "request_id"));
    }

    private static List<String> roles(JsonNode body) {
        return body.path("actor_roles").values().stream()
                .map(JsonNode::asString)
                .toList();
    }

    private static @Nullable UUID id(JsonNode body, String key) {
        String text = text(body, key);
        return text == null ? null : UUID.fromString(text);
    }

    private static @Nullable String text(JsonNode body, String key) {
        return body.path(key).stringValue(null);
    }
}
