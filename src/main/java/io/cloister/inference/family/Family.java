package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import io.cloister.inference.checkpoint.Weights;

/** Reads the configuration of one architecture. */
interface Family {

    /** As {@code config.json} names it. */
    String architecture();

    /**
     * @param weights asked for names only, where the configuration does not tell
     * @throws UnusableCheckpointException where the configuration contradicts itself or asks for a variant not built
     */
    DecoderDescription describe(ConfigKeys config, Weights weights) throws UnusableCheckpointException;
}
