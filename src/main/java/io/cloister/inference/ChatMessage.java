package io.cloister.inference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation.
 *
 * @param calls of tools that the assistant made in it; empty for all others
 * @param callId of the call that a tool's message answers; null for all others
 */
public record ChatMessage(
        Role role,
        String text,
        List<ToolCall> calls,
        @Nullable String callId) {

    public ChatMessage {
        calls = List.copyOf(calls);
    }

    /** A message of text alone. */
    public ChatMessage(Role role, String text) {
        this(role, text, List.of(), null);
    }

    /** Who says it. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT,
        TOOL
    }

    /**
     * A call of a tool.
     *
     * @param arguments a JSON object
     */
    public record ToolCall(String id, String name, String arguments) {}
}
