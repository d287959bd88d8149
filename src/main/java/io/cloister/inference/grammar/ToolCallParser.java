package io.cloister.inference.grammar;

import io.cloister.inference.ChatMessage.ToolCall;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Understands the text of one call, or of one list of calls. */
final class ToolCallParser {

    private static final JsonMapper JSON = new JsonMapper();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /** The name, then an id and a mark for the arguments where a model writes them. */
    private static final Pattern HEADER =
            Pattern.compile("\\s*([A-Za-z0-9_.-]+)\\s*(\\[CALL_ID\\][A-Za-z0-9]*)?(\\[ARGS\\])?\\s*");

    /** The keys with which an object of a call begins. */
    private static final List<String> FIRST_KEYS =
            List.of("\"name\"", "\"type\"", "\"id\"", "\"function\"", "\"parameters\"", "\"arguments\"");

    private final ToolCallFormat format;
    private final Set<String> names;

    ToolCallParser(ToolCallFormat format, Set<String> names) {
        this.format = format;
        this.names = names;
    }

    /** Whether an answer can be a call that begins like this; a format with a marker has shown that already. */
    boolean mayBegin(StringBuilder beginning) {
        if (!format.isLeading()) {
            return true;
        }
        String key = beginning.substring(beginning.indexOf("{") + 1).stripLeading();
        return FIRST_KEYS.stream().anyMatch(first -> first.startsWith(key) || key.startsWith(first));
    }

    /** Its calls; none where it is something else, or one of them is. */
    List<ToolCall> parse(String text) {
        try {
            return format.isNamed() ? named(text) : objects(text);
        } catch (JacksonException _) {
            return List.of();
        }
    }

    private List<ToolCall> named(String text) {
        int begin = text.indexOf('{');
        Matcher header = HEADER.matcher(text.substring(format.marker().length(), begin));
        ToolCall call = header.matches() ? call(header.group(1), JSON.readTree(text.substring(begin))) : null;
        return call == null ? List.of() : List.of(call);
    }

    private List<ToolCall> objects(String text) {
        String json =
                format.isLeading() ? text.strip().replaceFirst("^;\\s*", "") : text.substring(format.valueOffset());
        JsonNode value = JSON.readTree(json);
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode object : value.isArray() ? value.values() : List.of(value)) {
            JsonNode function = object.path("function").isObject() ? object.path("function") : object;
            JsonNode arguments = function.has("arguments") ? function.path("arguments") : function.path("parameters");
            ToolCall call = call(function.path("name").asString(""), arguments);
            if (call == null) {
                return List.of();
            }
            calls.add(call);
        }
        return calls;
    }

    private @Nullable ToolCall call(String name, JsonNode arguments) {
        // Some models write the object once more as a text.
        JsonNode object = arguments.isString() ? JSON.readTree(arguments.asString()) : arguments;
        return names.contains(name) && object.isObject() ? new ToolCall(id(), name, object.toString()) : null;
    }

    private String id() {
        var id = new StringBuilder(format.idPrefix());
        RANDOM.ints(format.idLength(), 0, LETTERS.length()).forEach(i -> id.append(LETTERS.charAt(i)));
        return id.toString();
    }
}
