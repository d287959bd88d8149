package io.cloister.gateway.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cloister.inference.OutputFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** In which form an answer is wanted. */
record ResponseFormat(
        @Nullable String type,
        @JsonProperty("json_schema") @Nullable NamedSchema schema) {

    OutputFormat format() {
        return switch (type == null ? "" : type) {
            case "text" -> new OutputFormat.Free();
            case "json_object" -> new OutputFormat.JsonObject();
            case "json_schema" -> new OutputFormat.JsonSchema(schemaText());
            default ->
                throw OpenAiRequest.invalid(
                        "response_format.type", "response_format.type is text, json_object or json_schema.");
        };
    }

    private String schemaText() {
        if (schema == null || schema.schema() == null || !schema.schema().isObject()) {
            throw OpenAiRequest.invalid(
                    "response_format.json_schema",
                    "response_format.json_schema.schema is missing; send a JSON schema.");
        }
        return schema.schema().toString();
    }

    record NamedSchema(
            @Nullable String name,
            @Nullable String description,
            @Nullable JsonNode schema,
            @Nullable Boolean strict) {}
}
