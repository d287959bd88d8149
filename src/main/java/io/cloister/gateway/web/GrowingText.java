package io.cloister.gateway.web;

import io.cloister.inference.ChatMessage.ToolCall;
import io.cloister.inference.FinishReason;
import io.cloister.inference.GenerationChunk;
import io.cloister.inference.GenerationChunk.Token;
import java.util.ArrayList;
import java.util.List;

/** A text that is sent as a whole, while it grows. Belongs to one thread. */
final class GrowingText {

    private final StringBuilder text = new StringBuilder();
    private final List<Token> tokens = new ArrayList<>();
    private final List<ToolCall> calls = new ArrayList<>();
    private FinishReason reason = FinishReason.STOP;

    void add(GenerationChunk chunk) {
        switch (chunk) {
            case GenerationChunk.Text piece -> {
                text.append(piece.text());
                tokens.addAll(piece.probabilities());
            }
            case GenerationChunk.Call call -> calls.add(call.call());
            case GenerationChunk.Finished finished -> reason = finished.reason();
            case GenerationChunk.Quotation _ -> {
                // Programs hand in no sources.
            }
        }
    }

    String text() {
        return text.toString();
    }

    List<Token> tokens() {
        return tokens;
    }

    List<ToolCall> calls() {
        return calls;
    }

    String finishWord() {
        return FinishWord.of(reason);
    }
}
