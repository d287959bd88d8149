package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.util.function.Predicate;

/** Reads the configuration of one architecture. */
interface Family {

    /** As {@code config.json} names it. */
    String architecture();

    /**
     * @param tensors whether the checkpoint has a tensor of a name, where the configuration does not tell
     * @throws UnusableCheckpointException where the configuration contradicts itself or asks for a variant not built
     */
    DecoderDescription describe(ConfigKeys config, Predicate<String> tensors) throws UnusableCheckpointException;
}
