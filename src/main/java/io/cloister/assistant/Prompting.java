package io.cloister.assistant;

import io.cloister.catalog.ModelDescription;
import io.cloister.inference.GenerationChunk;
import java.util.UUID;

/** A call of a program that was admitted. Belongs to one thread at a time; {@link #run} must be called once. */
public interface Prompting {

    /** Id of the intent in the audit trail. */
    UUID receipt();

    ModelDescription model();

    /**
     * Has the model take the first prompt, so that what stands against it is told before any text. May be left out.
     * What it throws is on record, and {@link #run} is not called then.
     */
    void start();

    /** Has all texts written, one after the other, and puts on record how it ended, before it returns or throws. */
    void run(Reader reader);

    /** Takes the pieces as they come. */
    interface Reader {

        /**
         * @param text number of the prompt, from 0
         * @throws ReaderGone where nobody reads any more: the model stops before its next token
         */
        void accept(int text, GenerationChunk chunk);
    }

    /** The program went away. */
    final class ReaderGone extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public ReaderGone(Throwable cause) {
            super(cause);
        }
    }
}
