package io.cloister.gateway.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cloister.inference.ChatMessage.ToolCall;
import org.jspecify.annotations.Nullable;

/**
 * A tool call as programs read it.
 *
 * @param index of the call in its message, in streams; null elsewhere
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ToolCallDocument(@Nullable Integer index, String id, String type, Function function) {

    static ToolCallDocument whole(ToolCall call) {
        return streamed(null, call);
    }

    static ToolCallDocument streamed(@Nullable Integer index, ToolCall call) {
        return new ToolCallDocument(index, call.id(), "function", new Function(call.name(), call.arguments()));
    }

    record Function(String name, String arguments) {}
}
