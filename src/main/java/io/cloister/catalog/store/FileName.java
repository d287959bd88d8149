package io.cloister.catalog.store;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.regex.Pattern;

/** The name of a file in a model folder. */
public final class FileName {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9 ._+=@,()\\[\\]-]{0,199}");

    private FileName() {}

    /**
     * Returns the name where a file of a model may have it.
     *
     * @throws Problem {@code invalid-input}
     */
    public static String check(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "The name '%s' cannot stand in a model folder; use letters, digits, dots, hyphens and underscores, without a path."
                            .formatted(name));
        }
        return name;
    }
}
