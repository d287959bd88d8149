package io.cloister.catalog.intake;

import io.cloister.catalog.ModelManifest.Source;
import io.cloister.catalog.archive.Archive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What somebody sent from their own machine: the files of a model, or an archive and nothing else. It is taken away, so
 * that nobody can change it any more.
 */
record UploadSource(UUID id, ModelUploads uploads, FreeSpace space, long maxModelSize) implements ModelSource {

    @Override
    public void check() {
        uploads.checkComplete(id);
    }

    @Override
    public Path fetch(Path job, ImportProgress progress) throws IOException {
        Path folder = uploads.take(id, job);
        Optional<Path> archive = archive(folder);
        return archive.isEmpty()
                ? folder
                : new ArchiveSource(archive.get(), space, maxModelSize)
                        .fetch(Files.createDirectory(job.resolve("unpacked")), progress);
    }

    @Override
    public Source origin() {
        return new Source("upload", null);
    }

    private static Optional<Path> archive(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> files = entries.toList();
            return files.size() == 1 ? Optional.of(files.getFirst()).filter(Archive::isNamedLikeOne) : Optional.empty();
        }
    }
}
