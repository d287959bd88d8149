package io.cloister.gateway.web;

import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is sent to {@code /v1/embeddings}. The length of vectors cannot be chosen: {@code dimensions} is refused. */
final class EmbeddingRequest extends OpenAiRequest {

    private static final int MOST_TEXTS = 2048;

    @Nullable JsonNode input;

    @Pattern(regexp = "float|base64") @Nullable String encodingFormat;

    List<String> texts() {
        return TextInput.texts("input", input, MOST_TEXTS);
    }

    boolean inBase64() {
        return "base64".equals(encodingFormat);
    }
}
