package io.cloister.inference.exchange;

import io.cloister.inference.FinishReason;
import io.cloister.inference.GenerationChunk;
import java.util.List;
import java.util.Locale;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import reactor.core.publisher.Flux;

/** Chunks as the responses of a streaming chat model, and back. */
public final class ChunkResponses {

    private static final String CHUNK = "cloister.chunk";

    private ChunkResponses() {}

    /** Wraps a chunk; what Spring AI has a place for goes there too. */
    public static ChatResponse wrap(GenerationChunk chunk) {
        var metadata = ChatGenerationMetadata.builder().metadata(CHUNK, chunk);
        return switch (chunk) {
            case GenerationChunk.Text text -> response(text.text(), metadata, ChatResponseMetadata.builder());
            case GenerationChunk.Quotation _ -> response("", metadata, ChatResponseMetadata.builder());
            case GenerationChunk.Finished end ->
                response(
                        "",
                        metadata.finishReason(end.reason().name().toLowerCase(Locale.ROOT)),
                        ChatResponseMetadata.builder()
                                .usage(new DefaultUsage(end.promptTokens(), end.completionTokens())));
        };
    }

    /** The chunk of a response made by {@link #wrap}. */
    public static GenerationChunk unwrap(ChatResponse response) {
        GenerationChunk chunk = response.getResults().getFirst().getMetadata().get(CHUNK);
        if (chunk == null) {
            throw new IllegalArgumentException("Not a response of a model of this house");
        }
        return chunk;
    }

    /** The whole answer of a stream as one response. */
    public static ChatResponse join(Flux<ChatResponse> stream) {
        var text = new StringBuilder();
        GenerationChunk last = new GenerationChunk.Finished(FinishReason.STOP, 0, 0);
        for (ChatResponse response : stream.toIterable(1)) {
            last = unwrap(response);
            if (last instanceof GenerationChunk.Text piece) {
                text.append(piece.text());
            }
        }
        ChatResponse end = wrap(last);
        var generation = new Generation(
                new AssistantMessage(text.toString()),
                end.getResults().getFirst().getMetadata());
        return new ChatResponse(List.of(generation), end.getMetadata());
    }

    private static ChatResponse response(
            String text, ChatGenerationMetadata.Builder metadata, ChatResponseMetadata.Builder response) {
        return new ChatResponse(
                List.of(new Generation(new AssistantMessage(text), metadata.build())), response.build());
    }
}
