package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The keys of {@code config.json}. Remembers which were read, so that what nobody understood can be refused: a key that
 * changes the mathematics must not be passed over. A key that is null counts as absent.
 */
final class ConfigKeys {

    private final String path;
    private final JsonNode json;
    private final Set<String> read = new HashSet<>();
    private final Map<String, ConfigKeys> objects = new HashMap<>();

    ConfigKeys(JsonNode json) {
        this("", json);
    }

    private ConfigKeys(String path, JsonNode json) {
        this.path = path;
        this.json = json;
    }

    boolean has(String key) {
        return json.hasNonNull(key);
    }

    private JsonNode node(String key) {
        read.add(key);
        JsonNode node = json.path(key);
        return node.isNull() ? MissingNode.getInstance() : node;
    }

    /** A whole number of at least 1. */
    int size(String key) throws UnusableCheckpointException {
        if (!has(key)) {
            throw new UnusableCheckpointException(
                    "config.json lacks '%s%s'; get the maker's complete config.json.".formatted(path, key));
        }
        return size(key, 0);
    }

    int size(String key, int otherwise) throws UnusableCheckpointException {
        JsonNode node = node(key);
        if (node.isMissingNode()) {
            return otherwise;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.asInt() < 1) {
            throw wrong(key, "a whole number above 0");
        }
        return node.asInt();
    }

    /** A whole number of at least 1; 0 where it is absent. */
    int sizeOrNone(String key) throws UnusableCheckpointException {
        return size(key, 0);
    }

    double number(String key, double otherwise) throws UnusableCheckpointException {
        JsonNode node = node(key);
        if (node.isMissingNode()) {
            return otherwise;
        }
        if (!node.isNumber() || !Double.isFinite(node.asDouble())) {
            throw wrong(key, "a number");
        }
        return node.asDouble();
    }

    boolean flag(String key, boolean otherwise) throws UnusableCheckpointException {
        JsonNode node = node(key);
        if (node.isMissingNode()) {
            return otherwise;
        }
        if (!node.isBoolean()) {
            throw wrong(key, "true or false");
        }
        return node.asBoolean();
    }

    String text(String key, String otherwise) throws UnusableCheckpointException {
        JsonNode node = node(key);
        if (node.isMissingNode()) {
            return otherwise;
        }
        if (!node.isString()) {
            throw wrong(key, "a text");
        }
        return node.asString();
    }

    /** The elements of an array; empty where it is absent. */
    List<JsonNode> list(String key) {
        return node(key).valueStream().toList();
    }

    List<Double> numbers(String key) throws UnusableCheckpointException {
        var numbers = new ArrayList<Double>();
        for (JsonNode element : list(key)) {
            if (!element.isNumber()) {
                throw wrong(key, "a list of numbers");
            }
            numbers.add(element.asDouble());
        }
        return numbers;
    }

    /** An object within; empty where it is absent. */
    ConfigKeys object(String key) {
        return objects.computeIfAbsent(key, name -> new ConfigKeys(path + name + ".", node(name)));
    }

    /** Refuses a value that asks for what is not built. */
    void require(String key, boolean value) throws UnusableCheckpointException {
        if (has(key) && flag(key, value) != value) {
            throw new UnusableCheckpointException(
                    "config.json has '%s%s': %s, a variant that is not built; choose another checkpoint."
                            .formatted(path, key, !value));
        }
        read.add(key);
    }

    /** Refuses all values of a key but one. */
    void require(String key, String value) throws UnusableCheckpointException {
        if (has(key) && !json.path(key).asString().equals(value)) {
            throw new UnusableCheckpointException(
                    "config.json has '%s%s': %s, a variant that is not built; choose another checkpoint."
                            .formatted(path, key, json.path(key)));
        }
        read.add(key);
    }

    /**
     * Refuses keys that nobody read and that are not known to leave the mathematics alone.
     *
     * @throws UnusableCheckpointException naming them with their values
     */
    void refuseUnread() throws UnusableCheckpointException {
        String unread = unread();
        if (!unread.isEmpty()) {
            throw new UnusableCheckpointException(
                    "config.json says what is not understood and might change the results: %s; choose another checkpoint, or remove these keys where their maker documents that they change nothing."
                            .formatted(unread));
        }
    }

    /** Keys with their values that nobody read and that are not known to leave the mathematics alone, in one text. */
    String unread() {
        var unread = new TreeMap<String, String>();
        collectUnread(unread);
        return String.join(", ", unread.values());
    }

    private void collectUnread(Map<String, String> unread) {
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            String key = entry.getKey();
            if (objects.containsKey(key)) {
                objects.get(key).collectUnread(unread);
            } else if (!read.contains(key)
                    && !entry.getValue().isNull()
                    && !HarmlessKeys.contains(path + key, entry.getValue())) {
                unread.put(path + key, "'%s%s': %s".formatted(path, key, entry.getValue()));
            }
        }
    }

    private UnusableCheckpointException wrong(String key, String wanted) {
        return new UnusableCheckpointException(
                "config.json has '%s%s': %s where %s must stand; get the maker's config.json."
                        .formatted(path, key, json.path(key), wanted));
    }
}
