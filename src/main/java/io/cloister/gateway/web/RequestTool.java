package io.cloister.gateway.web;

import io.cloister.inference.ToolOffer;
import io.cloister.inference.ToolOffer.Choice;
import io.cloister.inference.ToolOffer.Tool;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A tool as programs offer it: a function. */
record RequestTool(@Nullable String type, @Nullable Function function) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final String NOTHING = "{\"type\":\"object\",\"properties\":{}}";

    /** @param choice what the program says on whether one is called; null where it says nothing */
    static ToolOffer offer(List<RequestTool> given, @Nullable JsonNode choice) {
        List<Tool> tools = IntStream.range(0, given.size())
                .mapToObj(i -> given.get(i).tool("tools[%d]".formatted(i)))
                .toList();
        Set<String> names = new HashSet<>();
        for (Tool tool : tools) {
            if (!names.add(tool.name())) {
                throw OpenAiRequest.invalid("tools", "Two tools have the same name; rename one.");
            }
        }
        Choice known = choice(choice, names);
        return tools.isEmpty() ? ToolOffer.NONE : new ToolOffer(tools, known);
    }

    private Tool tool(String place) {
        if (!"function".equals(type) || function == null) {
            throw OpenAiRequest.unsupported(place + ".type", "Tools are functions; no others are understood.");
        }
        String name = Objects.requireNonNullElse(function.name(), "");
        if (!NAME.matcher(name).matches()) {
            throw OpenAiRequest.invalid(
                    place + ".function.name", "A function's name has 1 to 64 letters, digits, _ and -.");
        }
        return new Tool(
                name,
                Objects.requireNonNullElse(function.description(), ""),
                schema(function.parameters(), place + ".function.parameters"));
    }

    private static String schema(@Nullable JsonNode parameters, String place) {
        if (parameters == null || parameters.isNull()) {
            return NOTHING;
        }
        if (!parameters.isObject()) {
            throw OpenAiRequest.invalid(place, "parameters is a JSON schema of an object.");
        }
        return parameters.toString();
    }

    private static Choice choice(@Nullable JsonNode choice, Set<String> names) {
        if (choice == null || choice.isNull()) {
            return new Choice.Auto();
        }
        String name = choice.path("function").path("name").stringValue("");
        if (choice.isObject() && names.contains(name)) {
            return new Choice.Named(name);
        }
        return switch (choice.stringValue("")) {
            case "auto" -> new Choice.Auto();
            case "none" -> new Choice.None();
            case "required" -> required(names);
            default ->
                throw OpenAiRequest.invalid(
                        "tool_choice", "tool_choice is none, auto, required, or names one of the functions in tools.");
        };
    }

    private static Choice required(Set<String> names) {
        if (names.isEmpty()) {
            throw OpenAiRequest.invalid("tool_choice", "tool_choice is required, but there are no tools.");
        }
        return new Choice.Required();
    }

    record Function(
            @Nullable String name,
            @Nullable String description,
            @Nullable JsonNode parameters) {}
}
