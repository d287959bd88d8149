package io.cloister.gateway.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A text or several of them, where programs may send either. */
final class TextInput {

    private TextInput() {}

    /** @throws io.cloister.platform.Problem that names the parameter */
    static List<String> texts(String parameter, @Nullable JsonNode given, int most) {
        if (given == null || given.isNull()) {
            throw OpenAiRequest.invalid(parameter, "%s is missing; send a text.".formatted(parameter));
        }
        List<JsonNode> nodes = given.isArray() ? given.valueStream().toList() : List.of(given);
        if (nodes.stream().anyMatch(node -> node.isNumber() || node.isArray())) {
            throw OpenAiRequest.unsupported(
                    parameter, "%s holds token ids, which are not understood. Send text.".formatted(parameter));
        }
        if (nodes.isEmpty() || nodes.size() > most) {
            throw OpenAiRequest.invalid(parameter, "%s holds 1 to %d texts.".formatted(parameter, most));
        }
        if (nodes.stream().anyMatch(node -> node.stringValue("").isEmpty())) {
            throw OpenAiRequest.invalid(parameter, "%s holds texts that are not empty.".formatted(parameter));
        }
        return nodes.stream().map(JsonNode::stringValue).toList();
    }
}
