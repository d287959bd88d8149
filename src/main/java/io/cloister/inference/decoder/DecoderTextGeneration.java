package io.cloister.inference.decoder;

import io.cloister.inference.GenerationChunk;
import io.cloister.inference.GenerationInput;
import io.cloister.inference.GenerationRequest;
import io.cloister.inference.OutputFormat;
import io.cloister.inference.OutputRules;
import io.cloister.inference.SourceText;
import io.cloister.inference.TextGeneration;
import io.cloister.inference.grammar.TokenConstraint;
import io.cloister.inference.grammar.ToolCallReader;
import io.cloister.inference.sampling.StopStrings;
import io.cloister.inference.sampling.TokenChooser;
import io.cloister.inference.scheduling.TokenRequest;
import io.cloister.inference.scheduling.TokenStream;
import io.cloister.inference.tokenizer.IncrementalDetokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Text from a decoder that an engine serves, for one request. */
final class DecoderTextGeneration implements TextGeneration {

    private final ServedDecoder served;
    private final Runnable release;

    /** @param release run once, when the decoder is of no use any more */
    DecoderTextGeneration(ServedDecoder served, Runnable release) {
        this.served = served;
        this.release = release;
    }

    @Override
    public Stream<GenerationChunk> generate(GenerationRequest request) {
        try {
            return begin(request).onClose(release);
        } catch (RuntimeException e) {
            release.run();
            throw e;
        }
    }

    private Stream<GenerationChunk> begin(GenerationRequest request) {
        LoadedDecoder decoder = served.decoder();
        long[] prompt = prompt(request.input());
        OutputRules rules = request.rules();
        boolean told = rules.alternatives() >= 0;
        TokenStream stream = served.engine()
                .submit(new TokenRequest(
                        Arrays.stream(prompt).mapToInt(Math::toIntExact).toArray(),
                        decoder.everyones(prompt),
                        request.maxNewTokens(),
                        decoder.endTokens(),
                        new TokenChooser(request.sampling(), rules.alternatives(), prompt),
                        constraint(request),
                        request.requester(),
                        true,
                        told,
                        false));
        List<SourceText> sources =
                request.input() instanceof GenerationInput.Question question ? question.sources() : List.of();
        var generation = new TokenGeneration(
                stream,
                new IncrementalDetokenizer(decoder.tokenizer(), prompt),
                new AnswerText(reader(request), new StopStrings(rules.stops()), new CitationMarks(sources)),
                token -> told && token.chances() != null
                        ? List.of(decoder.language().told(token.id(), token.chances()))
                        : List.of(),
                prompt.length);
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(generation, Spliterator.ORDERED | Spliterator.NONNULL),
                        false)
                .onClose(generation::close);
    }

    private @Nullable TokenConstraint constraint(GenerationRequest request) {
        boolean free = request.rules().format() instanceof OutputFormat.Free && !hasTools(request);
        return free
                ? null
                : served.decoder()
                        .language()
                        .constraint(request.input(), request.rules().format());
    }

    private @Nullable ToolCallReader reader(GenerationRequest request) {
        return hasTools(request) ? served.decoder().language().reader(request.input()) : null;
    }

    private static boolean hasTools(GenerationRequest request) {
        return request.input() instanceof GenerationInput.Conversation conversation
                && !conversation.tools().tools().isEmpty();
    }

    private long[] prompt(GenerationInput input) {
        LoadedDecoder decoder = served.decoder();
        return switch (input) {
            case GenerationInput.Question question ->
                SourcesPrompt.tokens(question, decoder, served.engine().capacity() * 3 / 4);
            case GenerationInput.Conversation conversation -> decoder.continued(conversation);
            case GenerationInput.Continuation text -> decoder.tokenizer().encode(text.text(), true);
        };
    }
}
