package io.cloister.inference.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request as somebody wrote it down: a text or tokens, and how many new ones at most.
 *
 * @param origin stands before what is wrong with it; empty for the one request of a command line
 * @param tokens null where there is a text
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RequestLine(String origin, @Nullable String text, long @Nullable [] tokens, int maxNewTokens) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Reads a file with a JSON object in each line: {@code token_ids} or {@code prompt}, and maybe
     * {@code max_new_tokens}. Empty lines and other fields are passed over.
     *
     * @throws BadUse where the file cannot be read or a line is no request; it names the line
     */
    static List<RequestLine> read(Path file, int maxNewTokens) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new BadUse("there is no file %s; give one with a request in each line".formatted(file));
        } catch (IOException e) {
            throw new BadUse("%s cannot be read (%s); give a file in UTF-8 that you may read"
                    .formatted(file, e.getClass().getSimpleName()));
        }
        var requests = new ArrayList<RequestLine>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                requests.add(parse("line %d of %s: ".formatted(i + 1, file.getFileName()), lines.get(i), maxNewTokens));
            }
        }
        return requests;
    }

    private static RequestLine parse(String origin, String line, int maxNewTokens) {
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JacksonException e) {
            throw new BadUse(origin + "it is broken JSON; write one object in each line");
        }
        JsonNode tokens = json.path("token_ids");
        JsonNode text = json.path("prompt");
        JsonNode most = json.path("max_new_tokens");
        if (tokens.isMissingNode() == text.isMissingNode()) {
            throw new BadUse(origin + "it must have either \"token_ids\" or \"prompt\"; write one of them");
        }
        if (!most.isMissingNode() && !(most.isInt() && most.asInt() >= 0)) {
            throw new BadUse(origin + "\"max_new_tokens\" is not a number of tokens; write 0 or more");
        }
        int number = most.asInt(maxNewTokens);
        if (text.isString()) {
            return new RequestLine(origin, text.asString(), null, number);
        }
        if (!tokens.isArray()
                || !tokens.valueStream().allMatch(token -> token.isIntegralNumber() && token.canConvertToLong())) {
            throw new BadUse(origin + "its prompt is neither a list of whole numbers nor a text; write one of them");
        }
        return new RequestLine(
                origin, null, tokens.valueStream().mapToLong(JsonNode::asLong).toArray(), number);
    }
}
