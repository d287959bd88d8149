package io.cloister.gateway.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cloister.inference.ChatMessage;
import io.cloister.inference.ChatMessage.Role;
import io.cloister.inference.ChatMessage.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A message as programs send it. What else stands in one, as {@code name} and {@code refusal}, says nothing here. */
record RequestMessage(
        @Nullable String role,
        @Nullable JsonNode content,
        @JsonProperty("tool_calls") @Nullable List<Call> calls,
        @JsonProperty("tool_call_id") @Nullable String callId,
        @Nullable JsonNode audio,
        @JsonProperty("function_call") @Nullable JsonNode functionCall) {

    static List<ChatMessage> messages(List<RequestMessage> given) {
        return IntStream.range(0, given.size())
                .mapToObj(i -> given.get(i).message("messages[%d]".formatted(i)))
                .toList();
    }

    private ChatMessage message(String place) {
        if (isThere(audio) || isThere(functionCall)) {
            throw OpenAiRequest.unsupported(
                    place + (isThere(audio) ? ".audio" : ".function_call"),
                    "Messages hold text and tool calls; leave out audio and function_call.");
        }
        Role known = role(place);
        if (known == Role.TOOL && callId == null) {
            throw OpenAiRequest.invalid(
                    place + ".tool_call_id", "A message of a tool names the call that it answers: tool_call_id.");
        }
        return new ChatMessage(
                known,
                text(place + ".content"),
                known == Role.ASSISTANT ? calls(place + ".tool_calls") : List.of(),
                known == Role.TOOL ? callId : null);
    }

    private Role role(String place) {
        return switch (role == null ? "" : role) {
            case "system", "developer" -> Role.SYSTEM;
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            case "tool" -> Role.TOOL;
            default ->
                throw OpenAiRequest.invalid(place + ".role", "A role is system, developer, user, assistant or tool.");
        };
    }

    private String text(String place) {
        if (content == null || content.isNull()) {
            if (calls == null || calls.isEmpty()) {
                throw OpenAiRequest.invalid(place, "A message needs content.");
            }
            return "";
        }
        if (content.isString()) {
            return content.stringValue();
        }
        if (!content.isArray()) {
            throw OpenAiRequest.invalid(place, "content is a text or a list of parts.");
        }
        return IntStream.range(0, content.size())
                .mapToObj(i -> part(content.get(i), "%s[%d]".formatted(place, i)))
                .collect(Collectors.joining("\n"));
    }

    private static String part(JsonNode part, String place) {
        String type = part.path("type").stringValue("");
        if (!type.equals("text") && !type.equals("refusal")) {
            throw OpenAiRequest.unsupported(
                    place + ".type", "Parts of type text are understood, and no images, sounds or files.");
        }
        JsonNode text = part.path(type);
        if (!text.isString()) {
            throw OpenAiRequest.invalid(place + "." + type, "A part of type text holds a text.");
        }
        return text.stringValue();
    }

    private List<ToolCall> calls(String place) {
        var known = new ArrayList<ToolCall>();
        for (Call call : calls == null ? List.<Call>of() : calls) {
            if (call.id() == null || call.function() == null || call.function().name() == null) {
                throw OpenAiRequest.invalid(
                        "%s[%d]".formatted(place, known.size()),
                        "A tool call has an id and a function with name and arguments.");
            }
            String arguments = call.function().arguments();
            known.add(new ToolCall(call.id(), call.function().name(), arguments == null ? "{}" : arguments));
        }
        return known;
    }

    private static boolean isThere(@Nullable JsonNode node) {
        return node != null && !node.isNull();
    }

    record Call(@Nullable String id, @Nullable Function function) {}

    record Function(@Nullable String name, @Nullable String arguments) {}
}
