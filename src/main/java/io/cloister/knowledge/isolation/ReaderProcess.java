package io.cloister.knowledge.isolation;

import io.cloister.knowledge.ingestion.RefusedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.util.FileSystemUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One process that reads files, one after the other. Used by one thread at a time. */
final class ReaderProcess implements AutoCloseable {

    private static final int LARGEST_ANSWER = 256 << 20;

    private final JsonMapper json = new JsonMapper();
    private final Path folder;
    private final Process process;
    private final Frames frames;
    private int read;

    ReaderProcess(ReaderCommand command) {
        try {
            folder = Files.createTempDirectory("cloister-reader-");
            process = command.start(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Files cannot be read: the reader process does not start", e);
        }
        frames = new Frames(process.getInputStream(), process.getOutputStream());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** How many files it has read. */
    int read() {
        return read;
    }

    long pid() {
        return process.pid();
    }

    Path folder() {
        return folder;
    }

    /**
     * Reads a file. Where this throws anything but the answer's own refusal the process is of no more use.
     *
     * @throws RefusedFile also where the process dies of the file, or takes too long
     */
    Answer ask(byte[] content, String fileName, Duration deadline) {
        read++;
        FutureTask<byte[]> exchange = new FutureTask<>(() -> {
            frames.write(fileName.getBytes(StandardCharsets.UTF_8));
            frames.write(content);
            return frames.read(LARGEST_ANSWER);
        });
        Thread.ofVirtual().name("reader-exchange").start(exchange);
        try {
            return json.readValue(exchange.get(deadline.toMillis(), TimeUnit.MILLISECONDS), Answer.class);
        } catch (TimeoutException late) {
            close();
            throw RefusedFile.tooComplex();
        } catch (ExecutionException died) {
            close();
            throw RefusedFile.tooComplex();
        } catch (JacksonException nonsense) {
            close();
            throw RefusedFile.broken();
        } catch (InterruptedException stopped) {
            close();
            Thread.currentThread().interrupt();
            throw RefusedFile.busy();
        }
    }

    /** Ends it with all that it started, and takes its folder away. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        // It is gone within milliseconds, and its folder only then.
        process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException left) {
            // In a folder for temporary files the system sweeps it.
        }
    }
}
