package io.cloister.assistant;

/**
 * The one way to an answer: permission, retrieval, generation, citations, and the record of all of it. Nothing else in
 * the house asks a model on a person's behalf.
 */
public interface AnswerPipeline {

    /**
     * Decides whether the signed-in person may ask, and records the intent in the caller's transaction. No model and no
     * document has been touched when this returns.
     *
     * @throws io.cloister.platform.Problem {@code forbidden} where no grant covers the model
     */
    Answering begin(Question question);
}
