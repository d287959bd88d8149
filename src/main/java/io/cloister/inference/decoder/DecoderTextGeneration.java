package io.cloister.inference.decoder;

import io.cloister.inference.GenerationChunk;
import io.cloister.inference.GenerationInput;
import io.cloister.inference.GenerationRequest;
import io.cloister.inference.SourceText;
import io.cloister.inference.TextGeneration;
import io.cloister.inference.onnx.NativeWork;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Text from a decoder in memory. Computes on demand: a token is made when a reader asks for it. */
final class DecoderTextGeneration implements TextGeneration {

    private final LoadedDecoder decoder;
    private final NativeWork work;

    DecoderTextGeneration(LoadedDecoder decoder, NativeWork work) {
        this.decoder = decoder;
        this.work = work;
    }

    @Override
    public Stream<GenerationChunk> generate(GenerationRequest request) {
        int context = decoder.config().contextLength();
        long[] tokens = tokens(request.input(), context);
        if (tokens.length >= context) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "The text has %,d tokens and this model reads at most %,d. Please shorten it or choose a model with a longer context."
                            .formatted(tokens.length, context - 1));
        }
        if (tokens.length == 0) {
            throw new Problem(ProblemType.INVALID_INPUT, "There is no text to continue. Please write one.");
        }
        List<SourceText> sources =
                request.input() instanceof GenerationInput.Question question ? question.sources() : List.of();
        var generation =
                new TokenGeneration(decoder, work, tokens, sources, request.maxNewTokens(), request.sampling());
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(generation, Spliterator.ORDERED | Spliterator.NONNULL),
                        false)
                .onClose(generation::close);
    }

    private long[] tokens(GenerationInput input, int context) {
        return switch (input) {
            case GenerationInput.Question question -> SourcesPrompt.tokens(question, decoder, context * 3 / 4);
            case GenerationInput.Conversation conversation -> decoder.continued(conversation);
            case GenerationInput.Continuation text -> decoder.tokenizer().encode(text.text(), true);
        };
    }
}
