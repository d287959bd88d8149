package io.cloister.inference.decoder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a checkpoint's files say about its chat template. */
final class ChatTemplateFile {

    private static final List<String> TOKENS = List.of("bos_token", "eos_token", "unk_token", "pad_token");

    private ChatTemplateFile() {}

    /**
     * The template: a file of its own, else a text in {@code tokenizer_config.json}, else the one called default of
     * several there; null where there is none.
     */
    static @Nullable String of(@Nullable String file, JsonNode tokenizerConfig) {
        if (file != null) {
            return file;
        }
        JsonNode template = tokenizerConfig.path("chat_template");
        if (template.isString()) {
            return template.asString();
        }
        String first = null;
        for (JsonNode named : template) {
            String text = named.path("template").asString(null);
            if (named.path("name").asString("").equals("default")) {
                return text;
            }
            first = first == null ? text : first;
        }
        return first;
    }

    /** The control tokens that templates know by a name. */
    static Map<String, String> namedTokens(JsonNode tokenizerConfig) {
        var tokens = new HashMap<String, String>();
        for (String name : TOKENS) {
            JsonNode token = tokenizerConfig.path(name);
            String text = token.isObject() ? token.path("content").asString(null) : token.asString(null);
            if (text != null) {
                tokens.put(name, text);
            }
        }
        return tokens;
    }
}
