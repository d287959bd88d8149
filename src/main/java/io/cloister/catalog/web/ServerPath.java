package io.cloister.catalog.web;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads the path of a folder on the server as somebody typed it. */
final class ServerPath {

    private ServerPath() {}

    /** @throws Problem {@code invalid-input} where it is none */
    static Path of(String typed) {
        try {
            return Path.of(typed.strip());
        } catch (InvalidPathException invalid) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "This is not a path on the server. Enter the folder’s full path.",
                    invalid);
        }
    }
}
