package io.cloister.inference.exchange;

import io.cloister.catalog.ModelId;
import io.cloister.inference.ChatMessage;
import io.cloister.inference.ChatMessage.Role;
import io.cloister.inference.ChatMessage.ToolCall;
import io.cloister.inference.GenerationInput;
import io.cloister.inference.GenerationRequest;
import io.cloister.inference.OutputFormat;
import io.cloister.inference.OutputRules;
import io.cloister.inference.Requester;
import io.cloister.inference.Sampling;
import io.cloister.inference.ToolOffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.content.MediaContent;
import org.springframework.ai.model.tool.StructuredOutputChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;

/**
 * Puts prompts of Spring AI into the words of the port. What their options leave open is as at temperature 0.
 *
 * @param maxNewTokens where the options name no number
 */
record PromptTranslation(int maxNewTokens) {

    GenerationRequest request(Prompt prompt, ModelId model, Requester requester) {
        ChatOptions options = Objects.requireNonNullElseGet(
                prompt.getOptions(), () -> ChatOptions.builder().build());
        List<ChatMessage> messages = prompt.getInstructions().stream()
                .flatMap(PromptTranslation::messages)
                .toList();
        return new GenerationRequest(
                model,
                new GenerationInput.Conversation(messages, tools(options)),
                or(options.getMaxTokens(), maxNewTokens),
                sampling(options),
                rules(options),
                requester);
    }

    private static Stream<ChatMessage> messages(Message message) {
        if (message instanceof MediaContent content && !content.getMedia().isEmpty()) {
            throw new IllegalArgumentException("Models of the house read text; take the media out of the prompt");
        }
        return switch (message.getMessageType()) {
            case SYSTEM -> Stream.of(new ChatMessage(Role.SYSTEM, text(message)));
            case USER -> Stream.of(new ChatMessage(Role.USER, text(message)));
            case ASSISTANT -> Stream.of(new ChatMessage(Role.ASSISTANT, text(message), calls(message), null));
            case TOOL ->
                ((ToolResponseMessage) message)
                        .getResponses().stream()
                                .map(one -> new ChatMessage(Role.TOOL, one.responseData(), List.of(), one.id()));
        };
    }

    private static String text(Message message) {
        return Objects.requireNonNullElse(message.getText(), "");
    }

    private static List<ToolCall> calls(Message message) {
        return message instanceof AssistantMessage assistant
                ? assistant.getToolCalls().stream()
                        .map(call -> new ToolCall(call.id(), call.name(), call.arguments()))
                        .toList()
                : List.of();
    }

    private static ToolOffer tools(ChatOptions options) {
        List<ToolCallback> offered = options instanceof ToolCallingChatOptions calling
                ? or(calling.getToolCallbacks(), List.of())
                : List.of();
        if (offered.isEmpty()) {
            return ToolOffer.NONE;
        }
        return new ToolOffer(
                offered.stream()
                        .map(ToolCallback::getToolDefinition)
                        .map(tool -> new ToolOffer.Tool(tool.name(), tool.description(), tool.inputSchema()))
                        .toList(),
                new ToolOffer.Choice.Auto());
    }

    private static Sampling sampling(ChatOptions options) {
        return new Sampling(
                or(options.getTemperature(), 0.0),
                or(options.getTopK(), 0),
                1,
                or(options.getTopP(), 1.0),
                0,
                new Sampling.Penalties(
                        1, or(options.getFrequencyPenalty(), 0.0), or(options.getPresencePenalty(), 0.0), 0),
                Map.of(),
                null);
    }

    private static OutputRules rules(ChatOptions options) {
        String schema = options instanceof StructuredOutputChatOptions structured ? structured.getOutputSchema() : null;
        OutputFormat format = schema == null ? new OutputFormat.Free() : new OutputFormat.JsonSchema(schema);
        return new OutputRules(or(options.getStopSequences(), List.<String>of()), format, OutputRules.UNTOLD);
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return Objects.requireNonNullElse(value, otherwise);
    }
}
