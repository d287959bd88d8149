package io.cloister.gateway.web;

import io.cloister.assistant.PromptPipeline;
import io.cloister.assistant.PromptPipeline.Vectors;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Vectors of texts. */
@RestController
@PreAuthorize("hasAuthority('SCOPE_embeddings') and hasAnyRole('EMPLOYEE', 'DEPARTMENT_MANAGER')")
class EmbeddingsController {

    private final RequestReader requests;
    private final PromptPipeline pipeline;
    private final OpenCalls calls;

    EmbeddingsController(RequestReader requests, PromptPipeline pipeline, OpenCalls calls) {
        this.requests = requests;
        this.pipeline = pipeline;
        this.calls = calls;
    }

    @PostMapping("/v1/embeddings")
    EmbeddingList embed(HttpServletRequest body) throws IOException {
        EmbeddingRequest request = requests.read(body, EmbeddingRequest.class);
        List<String> texts = request.texts();
        try (var _ = calls.enter()) {
            Vectors vectors = pipeline.embed(request.model(), texts);
            List<Embedding> data = IntStream.range(0, texts.size())
                    .mapToObj(i -> Embedding.of(i, vectors.each().get(i), request.inBase64()))
                    .toList();
            return new EmbeddingList(
                    "list", data, vectors.model().name(), new TokenCount(vectors.tokens(), vectors.tokens()));
        }
    }

    record EmbeddingList(String object, List<Embedding> data, String model, TokenCount usage) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record TokenCount(int promptTokens, int totalTokens) {}

    /** @param embedding numbers, or their little-endian bytes of 4 each in base64 */
    record Embedding(String object, int index, Object embedding) {

        static Embedding of(int index, float[] vector, boolean inBase64) {
            return new Embedding("embedding", index, inBase64 ? base64(vector) : vector);
        }

        private static String base64(float[] vector) {
            ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(vector);
            return Base64.getEncoder().encodeToString(bytes.array());
        }
    }
}
