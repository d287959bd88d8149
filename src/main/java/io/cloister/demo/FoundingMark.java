package io.cloister.demo;

import io.cloister.platform.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** Stands beside the data once the sample organisation was stored to its last document. */
@Component
class FoundingMark {

    private final Path file;

    FoundingMark(DataDirectory directory) {
        this.file = directory.root().resolve("demo.complete");
    }

    boolean isSet() {
        return Files.exists(file);
    }

    void set() {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
