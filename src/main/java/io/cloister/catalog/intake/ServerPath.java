package io.cloister.catalog.intake;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.nio.file.Path;

/** A path on the server as somebody gave it. */
final class ServerPath {

    private ServerPath() {}

    /** @throws Problem {@code invalid-input} where it goes up on its way */
    static void check(Path path) {
        for (Path part : path) {
            if (part.toString().equals("..")) {
                throw new Problem(
                        ProblemType.INVALID_INPUT,
                        "The path '%s' goes up with '..'; give the full path itself.".formatted(path));
            }
        }
    }
}
