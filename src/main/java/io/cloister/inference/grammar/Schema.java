package io.cloister.inference.grammar;

import io.cloister.platform.Problem;
import tools.jackson.databind.JsonNode;

/**
 * A schema within a schema.
 *
 * @param pointer where its author finds it (RFC 6901)
 */
record Schema(JsonNode node, String pointer) {

    JsonNode get(String keyword) {
        return node.path(keyword);
    }

    boolean has(String keyword) {
        return node.has(keyword);
    }

    /** The schema that is a keyword's value. */
    Schema child(String keyword) {
        return new Schema(node.path(keyword), pointer + "/" + escape(keyword));
    }

    /** One of the schemas that are a keyword's values. */
    Schema child(String keyword, String name) {
        return child(keyword).child(name);
    }

    Schema child(String keyword, int index) {
        Schema list = child(keyword);
        return new Schema(list.node.path(index), list.pointer + "/" + index);
    }

    /** A count that a keyword gives. */
    int count(String keyword, int otherwise) {
        JsonNode value = get(keyword);
        if (value.isMissingNode()) {
            return otherwise;
        }
        // Written as 1.0 it is an integer to JSON schema too.
        double number = value.doubleValue(-1);
        if (number < 0 || number > Short.MAX_VALUE) {
            throw refuse(keyword, "is larger than can be followed");
        }
        return (int) number;
    }

    /** What cannot be enforced. */
    Problem refuse(String keyword, String why) {
        return GrammarProblem.invalid("The JSON schema cannot be enforced: \"%s\" at %s %s. Please remove or change it."
                .formatted(keyword, pointer.isEmpty() ? "the top" : "#" + pointer, why));
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
