package io.cloister.inference.exchange;

import io.cloister.catalog.ModelId;
import io.cloister.inference.GenerationChunk;
import io.cloister.inference.GenerationRequest;
import io.cloister.inference.Requester;
import io.cloister.inference.TextGeneration;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * A model of the catalog as Spring AI's chat model, working for one requester. Calls of tools are handed on and not
 * carried out. Safe for use by many threads.
 */
public final class CatalogChatModel implements ChatModel {

    private final TextGeneration generation;
    private final ModelId model;
    private final Requester requester;
    private final PromptTranslation translation;

    /** @param maxNewTokens of an answer where the options of a prompt name no number, at least 1 */
    public CatalogChatModel(TextGeneration generation, ModelId model, Requester requester, int maxNewTokens) {
        this.generation = generation;
        this.model = model;
        this.requester = requester;
        this.translation = new PromptTranslation(maxNewTokens);
    }

    /** @throws io.cloister.platform.Problem as {@link TextGeneration#generate} */
    @Override
    public ChatResponse call(Prompt prompt) {
        WholeResponse whole = new WholeResponse();
        try (Stream<GenerationChunk> chunks = generation.generate(request(prompt))) {
            chunks.forEach(whole::add);
        }
        return whole.response();
    }

    /** Generates as fast as is read; cancelling it stops the model before its next token. */
    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        return Flux.defer(() -> Flux.fromStream(generation.generate(request(prompt))))
                .mapNotNull(ResponsePieces::of)
                .map(Objects::requireNonNull)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private GenerationRequest request(Prompt prompt) {
        return translation.request(prompt, model, requester);
    }
}
