package io.cloister.platform;

import java.nio.file.Path;

/** The one directory in which an installation keeps everything that is not in PostgreSQL. */
public record DataDirectory(Path root) {

    public DataDirectory {
        root = root.toAbsolutePath().normalize();
    }

    /** The embedded database cluster. */
    public Path postgres() {
        return root.resolve("postgres");
    }

    /** One immutable folder per model. */
    public Path models() {
        return root.resolve("models");
    }

    /** Originals of uploaded documents. */
    public Path documents() {
        return root.resolve("documents");
    }

    /** Secrets; readable by the owner of the process only. */
    public Path keys() {
        return root.resolve("keys");
    }
}
