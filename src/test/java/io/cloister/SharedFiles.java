package io.cloister;

import java.nio.file.Path;
import java.util.Optional;

/** Where data and fixtures lie that tests share with other checkouts; nothing may be there. */
public final class SharedFiles {

    /** A plain path, without steps upwards. */
    public static final Path ROOT = Path.of(
                    Optional.ofNullable(System.getenv("CLOISTER_SHARED")).orElse("../shared"))
            .toAbsolutePath()
            .normalize();

    private SharedFiles() {}
}
