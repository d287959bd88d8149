package io.cloister.inference.tokenizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The tokens of a {@code tokenizer.json} that steer a model, such as the end of a turn, and are no text. */
final class ControlTokens {

    private final Map<String, Long> ids = new HashMap<>();
    private final @Nullable Pattern pattern;

    ControlTokens(JsonNode tokenizer) {
        for (JsonNode token : tokenizer.path("added_tokens")) {
            String text = token.path("content").asString("");
            if (token.path("special").asBoolean(false) && !text.isEmpty()) {
                ids.put(text, token.path("id").asLong());
            }
        }
        // The longest first: one may begin another.
        this.pattern = ids.isEmpty()
                ? null
                : Pattern.compile(ids.keySet().stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|")));
    }

    /** Where they stand in a text. */
    List<MatchResult> in(String text) {
        return pattern == null
                ? List.of()
                : new ArrayList<>(pattern.matcher(text).results().toList());
    }

    long id(String text) {
        return Objects.requireNonNull(ids.get(text));
    }
}
