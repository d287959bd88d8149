package io.cloister.catalog;

import io.cloister.catalog.ModelInspector.InspectedModel;
import java.nio.file.Path;

/**
 * Knows adapters from inside: LoRA in the layout of PEFT. A port like {@link ModelInspector}. All of it throws
 * {@link io.cloister.platform.Problem} {@code invalid-input} with the sentence for whoever brought the adapter.
 */
public interface AdapterRuntime {

    /** Whether the folder holds an adapter and no model that could stand alone. */
    boolean isAdapter(Path folder);

    /** The model it was trained on, as its maker calls it: a hub's name or a path; empty where it does not say. */
    String wantedBase(Path adapter);

    /** Puts the adapter on its base and lets it predict one token. */
    InspectedAdapter inspect(Path adapter, Path base);

    /**
     * Lets the adapter write on its base, as {@link ModelSampler} does.
     *
     * @return how it answers or goes on; a few dozen tokens
     */
    String sample(Path adapter, Path base, String prompt);

    /**
     * What was found.
     *
     * @param model what it is together with its base
     * @param parameters of the adapter alone
     */
    record InspectedAdapter(InspectedModel model, long parameters) {}
}
