package io.cloister.assistant;

import io.cloister.inference.FinishReason;
import io.cloister.inference.GenerationChunk;
import io.cloister.knowledge.Passage;
import java.util.List;

/** Turns what a model says about its sources into places in documents. */
final class Citations {

    /** How an answer ends that says there is none. */
    static final String NO_ANSWER = "no_answer";

    private final List<Passage> passages;

    Citations(List<Passage> passages) {
        this.passages = passages;
    }

    AnswerPart part(GenerationChunk chunk) {
        return switch (chunk) {
            case GenerationChunk.Text text -> new AnswerPart.Text(text.text());
            case GenerationChunk.Quotation quotation -> citation(quotation);
            case GenerationChunk.Call _ ->
                throw new IllegalStateException("A model called a tool that it was not offered");
            case GenerationChunk.Finished finished ->
                new AnswerPart.Finished(word(finished.reason()), finished.promptTokens(), finished.completionTokens());
        };
    }

    private AnswerPart.Citation citation(GenerationChunk.Quotation quotation) {
        Passage passage = passages.get(quotation.source() - 1);
        return new AnswerPart.Citation(
                quotation.number(),
                passage.document().value(),
                passage.title(),
                passage.page(),
                passage.text().substring(quotation.start(), quotation.end()),
                passage.start() + quotation.start(),
                passage.start() + quotation.end());
    }

    private static String word(FinishReason reason) {
        return switch (reason) {
            case STOP -> "stop";
            case LENGTH -> "length";
            case TOOL_CALLS -> "tool_calls";
            case NO_ANSWER -> NO_ANSWER;
        };
    }
}
