package io.cloister.assistant;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A piece of a growing answer, for a reader who may see all of it. */
public sealed interface AnswerPart {

    /** Markdown to append. */
    record Text(String text) implements AnswerPart {}

    /**
     * What the markers {@code [index]} of the answer stand for.
     *
     * @param page counted from 1; null for formats without pages
     * @param start offset of the quote's first character in the document's extracted text
     * @param end offset after its last character
     */
    record Citation(
            int index,
            UUID documentId,
            String title,
            @Nullable Integer page,
            String quote,
            int start,
            int end) implements AnswerPart {}

    /** The last part. {@code finishReason} is {@code stop}, {@code length} or {@code no_answer}. */
    record Finished(String finishReason, int promptTokens, int completionTokens) implements AnswerPart {}
}
