package io.cloister.inference.decoder;

import io.cloister.inference.ChatMessage;
import io.cloister.inference.GenerationInput.Conversation;
import io.cloister.inference.ToolOffer;
import io.cloister.inference.template.ChatTemplate;
import io.cloister.inference.template.TemplateException;
import io.cloister.inference.template.TrustedText;
import io.cloister.inference.tokenizer.PromptTokenizer;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a checkpoint writes down a conversation: its own template, with its own control tokens.
 *
 * @param tokens the template's {@code bos_token} and its like
 */
record ChatFormat(ChatTemplate template, PromptTokenizer tokenizer, Map<String, String> tokens)
        implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * The tokens of one message from a person, up to where the model's answer begins.
     *
     * @throws Problem {@code unavailable} where the template cannot write it down
     */
    long[] ask(String message) {
        return encode(new Conversation(List.of(new ChatMessage(ChatMessage.Role.USER, message)), ToolOffer.NONE));
    }

    /**
     * The tokens of a conversation, up to where the model's answer begins.
     *
     * @throws Problem {@code unavailable} where the template cannot write it down, {@code invalid-input} where a tool's
     *     schema or a call's arguments are no JSON
     */
    long[] encode(Conversation conversation) {
        var variables = new HashMap<String, Object>();
        variables.put(
                "messages",
                conversation.messages().stream().map(ChatFormat::variable).toList());
        variables.put("add_generation_prompt", true);
        if (!conversation.tools().tools().isEmpty()) {
            variables.put(
                    "tools",
                    conversation.tools().tools().stream()
                            .map(ChatFormat::variable)
                            .toList());
        }
        try {
            return tokenizer.encode(template.renderPieces(variables, tokens));
        } catch (TemplateException e) {
            throw new Problem(
                    ProblemType.UNAVAILABLE,
                    "The model's chat template cannot write down this conversation (%s). Please choose another model and tell an administrator."
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private static Map<String, Object> variable(ChatMessage message) {
        var variable = new HashMap<String, Object>();
        variable.put("role", new TrustedText(message.role().name().toLowerCase(Locale.ROOT)));
        variable.put("content", message.text());
        if (!message.calls().isEmpty()) {
            variable.put(
                    "tool_calls",
                    message.calls().stream().map(ChatFormat::variable).toList());
        }
        if (message.callId() != null) {
            variable.put("tool_call_id", message.callId());
        }
        return variable;
    }

    private static Map<String, Object> variable(ChatMessage.ToolCall call) {
        return Map.of(
                "id",
                call.id(),
                "type",
                "function",
                "function",
                Map.of("name", call.name(), "arguments", json(call.arguments(), "The arguments of a tool call")));
    }

    private static Map<String, Object> variable(ToolOffer.Tool tool) {
        return Map.of(
                "type",
                "function",
                "function",
                Map.of(
                        "name",
                        tool.name(),
                        "description",
                        tool.description(),
                        "parameters",
                        json(tool.parameters(), "The parameters of a tool")));
    }

    private static Object json(String text, String what) {
        try {
            return JSON.readValue(text, Map.class);
        } catch (JacksonException e) {
            throw new Problem(ProblemType.INVALID_INPUT, "%s are no JSON object. Please send one.".formatted(what), e);
        }
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
