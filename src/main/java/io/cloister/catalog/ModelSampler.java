package io.cloister.catalog;

/** Lets a model write a few words before it is offered to anyone. A port like {@link ModelInspector}. */
public interface ModelSampler {

    /**
     * Loads the model from the description's folder, which is not in the catalog yet, and unloads it afterwards. An
     * interrupt of the calling thread ends it early.
     *
     * @return what the model answers, or how it goes on where it has no chat template; a few dozen tokens
     * @throws io.cloister.platform.Problem where it cannot be loaded or fails
     */
    String sample(ModelDescription model, String prompt);
}
