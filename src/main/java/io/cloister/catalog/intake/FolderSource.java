package io.cloister.catalog.intake;

import io.cloister.catalog.ModelManifest.Source;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A folder on the server. */
record FolderSource(Path folder, FreeSpace space) implements ModelSource {

    @Override
    public void check() {
        ServerPath.check(folder);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "There is no folder '%s' on the server; give the path of a model folder there.".formatted(folder));
        }
    }

    @Override
    public Path fetch(Path job, ImportProgress progress) throws IOException {
        check();
        Path target = Files.createDirectory(job.resolve("source"));
        PlainFiles.copy(folder, target, space, progress);
        return target;
    }

    @Override
    public Source origin() {
        return new Source(folder.toString(), null);
    }
}
