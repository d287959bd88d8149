package io.cloister.inference;

import static io.cloister.inference.Requirement.require;

import io.cloister.platform.Problem;
import java.util.List;

/**
 * What an answer must look like and what is told about it.
 *
 * @param stops at most 16 texts of 1 to 10,000 characters that end it and are no part of it
 * @param alternatives likelier tokens told beside each chosen one, 0 to 20; {@link #UNTOLD} for no probabilities at all
 */
public record OutputRules(List<String> stops, OutputFormat format, int alternatives) {

    /** No probabilities. */
    public static final int UNTOLD = -1;

    /** Anything. */
    public static final OutputRules NONE = new OutputRules(List.of(), new OutputFormat.Free(), UNTOLD);

    /** @throws Problem {@code invalid-input} where something is out of its range */
    public OutputRules {
        stops = List.copyOf(stops);
        require(stops.size() <= 16, "There are too many stop texts. Please give at most 16.");
        require(
                stops.stream().allMatch(stop -> !stop.isEmpty() && stop.length() <= 10_000),
                "A stop text is empty or too long. Please give texts of 1 to 10,000 characters.");
        require(
                alternatives >= UNTOLD && alternatives <= 20,
                "The number of alternative tokens is out of range. Please ask for 0 to 20.");
    }
}
