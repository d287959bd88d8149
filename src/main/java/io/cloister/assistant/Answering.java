package io.cloister.assistant;

import java.util.UUID;
import java.util.function.Consumer;

/** A question that was admitted. Belongs to one thread; must end in exactly one of the last three calls. */
public interface Answering {

    /** Id of the intent in the audit trail. */
    UUID receipt();

    /** Title of the model that answers. */
    String modelTitle();

    /** What is looked for: the question, with what it continues where it leans on an earlier one. */
    String lookedFor();

    /**
     * Searches and generates; hands each part to the reader as it comes. Whatever the reader throws stops the model
     * before its next token and is thrown on.
     */
    void run(Consumer<AnswerPart> reader);

    /** Records success in the caller's transaction. */
    void complete();

    /** Records that the reader went away, in a transaction of its own. */
    void abort();

    /** Records that no answer came about, in a transaction of its own. */
    void fail(String reason);
}
