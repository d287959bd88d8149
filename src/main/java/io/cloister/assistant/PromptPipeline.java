package io.cloister.assistant;

import io.cloister.catalog.ModelDescription;
import java.util.List;
import java.util.UUID;

/**
 * The one way of programs to a model, beside {@link AnswerPipeline} for people: permission, and the record of every
 * call. What is asked and answered stays between the program and the model.
 */
public interface PromptPipeline {

    /** What the signed-in person may use by program, by name. */
    List<ModelDescription> models();

    /** @throws io.cloister.platform.Problem {@code model-not-found}, also for one that they may not use */
    ModelDescription model(String name);

    /**
     * Admits a call and commits its intent. No model has been touched when this returns.
     *
     * @throws io.cloister.platform.Problem {@code model-not-found}; {@code invalid-input} for a model that writes no text
     */
    Prompting begin(PromptBatch batch);

    /**
     * The vectors of texts, in order.
     *
     * @throws io.cloister.platform.Problem {@code model-not-found}; {@code invalid-input} for a model without vectors
     */
    Vectors embed(String model, List<String> texts);

    /**
     * Unit vectors.
     *
     * @param tokens in all the texts
     */
    record Vectors(UUID receipt, ModelDescription model, List<float[]> each, int tokens) {

        public Vectors {
            each = List.copyOf(each);
        }
    }
}
