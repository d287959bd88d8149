package io.cloister.gateway.web;

import io.cloister.inference.GenerationChunk;
import io.cloister.inference.GenerationChunk.Token;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Continued texts in pieces. */
final class ContinuationStream extends StreamedAnswer {

    private final Map<Integer, Integer> written = new HashMap<>();

    ContinuationStream(AnswerHead head, EventStream events) {
        super(head, events);
    }

    @Override
    Object piece(int text, String piece, List<Token> tokens) {
        int begin = written.getOrDefault(text, 0);
        written.put(text, begin + piece.length());
        return choice(new TextCompletion.Choice(piece, text, TextLogprobs.of(tokens, begin), null));
    }

    @Override
    Object call(int text, GenerationChunk.Call call) {
        throw new IllegalStateException("A model called a tool that it was not offered");
    }

    @Override
    Object last(int text, @Nullable String finishWord) {
        return choice(new TextCompletion.Choice("", text, null, finishWord));
    }

    @Override
    Object usage(Usage all) {
        return TextCompletion.of(head(), List.of(), all);
    }

    private TextCompletion choice(TextCompletion.Choice choice) {
        return TextCompletion.of(head(), List.of(choice), null);
    }
}
