package io.cloister.catalog.intake;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Turns what went wrong in a step into something that has a sentence. */
final class StepFailure {

    private StepFailure() {}

    /** What was thrown in another thread, as if it had been thrown in this one. */
    static RuntimeException unwrapped(ExecutionException e) {
        return switch (e.getCause()) {
            case RuntimeException failure -> failure;
            case IOException failure -> new UncheckedIOException(failure);
            case Error error -> throw error;
            case null, default -> new IllegalStateException(e);
        };
    }

    static Problem of(UncheckedIOException e) {
        IOException cause = e.getCause();
        return of(cause == null ? new IOException(e) : cause);
    }

    static Problem of(IOException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left") || lower.contains("quota exceeded")) {
            return new Problem(
                    ProblemType.STORAGE_FULL,
                    "The disk of the data directory is full; free some space there and start again.",
                    e);
        }
        return switch (e) {
            case AccessDeniedException denied ->
                invalid(
                        "'%s' cannot be read; give the user that Cloister runs as the right to read it."
                                .formatted(name(denied)),
                        e);
            case NoSuchFileException gone ->
                invalid("'%s' is no longer there; put it back and start again.".formatted(name(gone)), e);
            default -> invalid("The model cannot be copied (%s); check its files and the disk.".formatted(message), e);
        };
    }

    private static @Nullable String name(FileSystemException e) {
        return e.getFile();
    }

    private static Problem invalid(String sentence, IOException e) {
        return new Problem(ProblemType.INVALID_INPUT, sentence, e);
    }
}
