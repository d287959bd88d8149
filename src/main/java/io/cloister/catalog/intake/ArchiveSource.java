package io.cloister.catalog.intake;

import io.cloister.catalog.ModelManifest.Source;
import io.cloister.catalog.archive.Archive;
import io.cloister.catalog.archive.UnpackLimits;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** An archive on the server, unpacked straight into the private folder. */
record ArchiveSource(Path file, FreeSpace space, long maxModelSize) implements ModelSource {

    @Override
    public void check() {
        ServerPath.check(file);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "There is no file '%s' on the server; give the path of an archive there.".formatted(file));
        }
    }

    @Override
    public Path fetch(Path job, ImportProgress progress) throws IOException {
        check();
        space.require(Files.size(file));
        long most = Math.min(maxModelSize, space.available());
        Path target = Files.createDirectory(job.resolve("source"));
        return Archive.unpack(file, target, UnpackLimits.of(most, Files.size(file)), progress);
    }

    @Override
    public Source origin() {
        return new Source(file.toString(), null);
    }
}
