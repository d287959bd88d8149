package io.cloister.inference;

import java.util.List;

/**
 * What an answer must look like and what is told about it.
 *
 * @param stops texts that end it and are no part of it
 * @param alternatives likelier tokens told beside each chosen one, 0 to 20; {@link #UNTOLD} for no probabilities at all
 */
public record OutputRules(List<String> stops, OutputFormat format, int alternatives) {

    /** No probabilities. */
    public static final int UNTOLD = -1;

    /** Anything. */
    public static final OutputRules NONE = new OutputRules(List.of(), new OutputFormat.Free(), UNTOLD);

    public OutputRules {
        stops = List.copyOf(stops);
    }
}
