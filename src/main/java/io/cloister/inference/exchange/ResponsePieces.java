package io.cloister.inference.exchange;

import io.cloister.inference.ChatMessage;
import io.cloister.inference.GenerationChunk;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

/** Pieces of answers in the words of Spring AI. */
final class ResponsePieces {

    private ResponsePieces() {}

    /** Null for what Spring AI has no word for. */
    static @Nullable ChatResponse of(GenerationChunk chunk) {
        return switch (chunk) {
            case GenerationChunk.Text text ->
                new ChatResponse(List.of(new Generation(new AssistantMessage(text.text()))));
            case GenerationChunk.Call call ->
                new ChatResponse(List.of(new Generation(message("", List.of(call.call())))));
            case GenerationChunk.Finished finished -> response(message("", List.of()), finished);
            case GenerationChunk.Quotation _ -> null;
        };
    }

    static AssistantMessage message(String text, List<ChatMessage.ToolCall> calls) {
        return AssistantMessage.builder()
                .content(text)
                .toolCalls(calls.stream()
                        .map(call ->
                                new AssistantMessage.ToolCall(call.id(), "function", call.name(), call.arguments()))
                        .toList())
                .build();
    }

    static ChatResponse response(AssistantMessage message, GenerationChunk.Finished finished) {
        ChatGenerationMetadata end = ChatGenerationMetadata.builder()
                .finishReason(finished.reason().name())
                .build();
        int read = finished.promptTokens();
        int written = finished.completionTokens();
        return new ChatResponse(
                List.of(new Generation(message, end)),
                ChatResponseMetadata.builder()
                        .usage(new DefaultUsage(
                                read, written, read + written, null, (long) finished.cachedTokens(), null))
                        .build());
    }
}
