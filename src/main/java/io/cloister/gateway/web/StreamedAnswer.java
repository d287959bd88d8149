package io.cloister.gateway.web;

import io.cloister.assistant.Prompting;
import io.cloister.inference.GenerationChunk;
import io.cloister.inference.GenerationChunk.Finished;
import io.cloister.inference.GenerationChunk.Token;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Texts that are sent piece by piece. Belongs to one thread. */
abstract class StreamedAnswer implements Prompting.Reader {

    private final AnswerHead head;
    private final EventStream events;
    private final Set<Integer> begun = new HashSet<>();
    private Usage usage = Usage.NONE;

    /** @param events to which the answer goes */
    StreamedAnswer(AnswerHead head, EventStream events) {
        this.head = head;
        this.events = events;
    }

    @Override
    public final void accept(int text, GenerationChunk chunk) {
        if (begun.add(text)) {
            begin(text);
        }
        switch (chunk) {
            case GenerationChunk.Text piece -> events.send(piece(text, piece.text(), piece.probabilities()));
            case GenerationChunk.Call call -> events.send(call(text, call));
            case Finished finished -> {
                usage = usage.plus(finished, head.repeatsPrompt(text));
                events.send(last(text, FinishWord.of(finished.reason())));
            }
            case GenerationChunk.Quotation _ -> {
                // Programs hand in no sources.
            }
        }
    }

    /** Before the first piece of a text. */
    void begin(int text) {}

    /** After the last one, when all is on record. */
    final void end(boolean tellUsage) {
        if (tellUsage) {
            events.send(usage(usage));
        }
        events.end();
    }

    final AnswerHead head() {
        return head;
    }

    final void send(Object document) {
        events.send(document);
    }

    abstract Object piece(int text, String piece, List<Token> tokens);

    abstract Object call(int text, GenerationChunk.Call call);

    abstract Object last(int text, @Nullable String finishWord);

    abstract Object usage(Usage all);
}
