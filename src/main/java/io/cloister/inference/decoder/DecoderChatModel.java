package io.cloister.inference.decoder;

import io.cloister.inference.GenerationChunk;
import io.cloister.inference.exchange.ChunkResponses;
import io.cloister.inference.exchange.GroundedPrompt;
import io.cloister.inference.onnx.NativeWork;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;

/** A decoder on ONNX Runtime as a chat model. Computes on demand: a token is made when a subscriber asks for it. */
final class DecoderChatModel implements ChatModel {

    private final LoadedDecoder decoder;
    private final NativeWork work;

    DecoderChatModel(LoadedDecoder decoder, NativeWork work) {
        this.decoder = decoder;
        this.work = work;
    }

    @Override
    public ChatResponse call(Prompt prompt) {
        return ChunkResponses.join(stream(prompt));
    }

    /** @throws Problem {@code invalid-input}, at once, where the prompt does not fit into the context */
    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        GroundedPrompt grounded = GroundedPrompt.of(prompt);
        int context = decoder.config().contextLength();
        long[] tokens = SourcesPrompt.tokens(grounded, decoder, context * 3 / 4);
        if (tokens.length >= context) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "The text has %,d tokens and this model reads at most %,d. Please shorten it or choose a model with a longer context."
                            .formatted(tokens.length, context - 1));
        }
        if (tokens.length == 0) {
            throw new Problem(ProblemType.INVALID_INPUT, "There is no text to continue. Please write one.");
        }
        return Flux.defer(() -> {
            var generation = new TokenGeneration(decoder, work, tokens, grounded.sources(), grounded.options());
            return Flux.<ChatResponse, TokenGeneration>generate(
                            () -> generation, DecoderChatModel::emit, TokenGeneration::close)
                    .doOnCancel(generation::cancel);
        });
    }

    private static TokenGeneration emit(TokenGeneration generation, SynchronousSink<ChatResponse> sink) {
        GenerationChunk chunk = generation.next();
        if (chunk == null) {
            sink.complete();
        } else {
            sink.next(ChunkResponses.wrap(chunk));
        }
        return generation;
    }
}
