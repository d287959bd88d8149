package io.cloister.inference;

import io.cloister.catalog.ModelCatalog;
import io.cloister.catalog.ModelDescription;
import io.cloister.inference.exchange.ChunkResponses;
import io.cloister.inference.exchange.GroundedPrompt;
import io.cloister.inference.quote.QuoteChatModel;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.stream.Stream;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.stereotype.Component;

/** Hands each request to the chat model that the catalog names. */
@Component
class ModelTextGeneration implements TextGeneration {

    /** Chunks made ahead of the reader: closing the stream stops the model within these. */
    private static final int PREFETCH = 1;

    private final ModelCatalog catalog;
    private final QuoteChatModel quote;

    ModelTextGeneration(ModelCatalog catalog, QuoteChatModel quote) {
        this.catalog = catalog;
        this.quote = quote;
    }

    @Override
    public Stream<GenerationChunk> generate(GenerationRequest request) {
        ModelDescription model = catalog.find(request.model())
                .orElseThrow(() ->
                        new Problem(ProblemType.UNAVAILABLE, "This model is no longer installed; choose another one."));
        return chatModel(model).stream(GroundedPrompt.toPrompt(request))
                .map(ChunkResponses::unwrap)
                .toStream(PREFETCH);
    }

    private ChatModel chatModel(ModelDescription model) {
        return switch (model.runtime()) {
            case QUOTE -> quote;
            case ONNX_DECODER, ONNX_EMBEDDING ->
                throw new Problem(
                        ProblemType.UNAVAILABLE, "This model cannot answer here; choose another one from the list.");
        };
    }
}
