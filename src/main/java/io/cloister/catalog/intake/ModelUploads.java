package io.cloister.catalog.intake;

import io.cloister.catalog.store.FileName;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Files that administrators send, to be brought in afterwards. What has not arrived to its end can be continued; what
 * nobody touches for a day is removed. Thread-safe.
 */
@Component
public class ModelUploads {

    /** Where files wait that have not arrived to their end. */
    static final String PARTS = ".parts";

    private final Staging staging;
    private final FreeSpace space;

    ModelUploads(Staging staging, FreeSpace space) {
        this.staging = staging;
        this.space = space;
    }

    /** @param bytes that have arrived */
    public record UploadedFile(String name, long bytes, boolean complete) {}

    public UUID create() {
        UUID id = UUID.randomUUID();
        try {
            Staging.privateFolder(staging.upload(id).resolve(PARTS));
            return id;
        } catch (IOException e) {
            throw StepFailure.of(e);
        }
    }

    /**
     * Writes a file, or the part of one.
     *
     * @param range null where all of it is sent
     * @param length of the body; -1 where the client does not say
     * @throws Problem {@code not-found}, {@code invalid-input}, {@code conflict} where another request writes the file or
     *     the part does not follow on what is there, {@code storage-full}
     */
    public UploadedFile receive(UUID id, String name, @Nullable ContentRange range, long length, InputStream body) {
        Path folder = require(id);
        FileName.check(name);
        if (range != null && length >= 0 && length != range.length()) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "The body is not as long as the header Content-Range says; send that part again.");
        }
        try {
            space.require(range != null ? range.total() - range.first() : Math.max(0, length));
            Path part = Staging.privateFolder(folder.resolve(PARTS)).resolve(name);
            boolean complete = UploadedPart.append(part, range, length, body, space);
            if (complete) {
                Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            }
            return complete
                    ? new UploadedFile(name, Files.size(folder.resolve(name)), true)
                    : new UploadedFile(name, Files.size(part), false);
        } catch (IOException e) {
            throw StepFailure.of(e);
        }
    }

    /** By name. */
    public List<UploadedFile> files(UUID id) {
        Path folder = require(id);
        try {
            List<UploadedFile> files = new ArrayList<>();
            for (Path file : list(folder)) {
                files.add(new UploadedFile(String.valueOf(file.getFileName()), Files.size(file), true));
            }
            for (Path part : Files.isDirectory(folder.resolve(PARTS)) ? list(folder.resolve(PARTS)) : List.<Path>of()) {
                files.add(new UploadedFile(String.valueOf(part.getFileName()), Files.size(part), false));
            }
            files.sort(Comparator.comparing(UploadedFile::name));
            return List.copyOf(files);
        } catch (IOException e) {
            throw StepFailure.of(e);
        }
    }

    public void delete(UUID id) {
        Staging.remove(require(id));
    }

    void checkComplete(UUID id) {
        List<UploadedFile> files = files(id);
        if (files.isEmpty()) {
            throw new Problem(ProblemType.INVALID_INPUT, "The upload holds no file; send the model's files first.");
        }
        files.stream().filter(file -> !file.complete()).findFirst().ifPresent(file -> {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "The file '%s' has not arrived to its end; send the rest of it first.".formatted(file.name()));
        });
    }

    /** Takes the files into the folder of an import, where no request reaches them any more. */
    Path take(UUID id, Path job) throws IOException {
        checkComplete(id);
        Path folder = staging.adopt(job, staging.upload(id));
        Staging.remove(folder.resolve(PARTS));
        return folder;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void removeAbandoned() {
        staging.removeAbandoned();
    }

    private Path require(UUID id) {
        Path folder = staging.upload(id);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new Problem(ProblemType.NOT_FOUND, "There is no such upload; begin a new one.");
        }
        return folder;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.endsWith(PARTS)).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
