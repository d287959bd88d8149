package io.cloister.catalog.intake;

import io.cloister.catalog.ModelManifest.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/** What somebody sent from their own machine. It is taken away, so that nobody can change it any more. */
record UploadSource(UUID id, ModelUploads uploads) implements ModelSource {

    @Override
    public void check() {
        uploads.checkComplete(id);
    }

    @Override
    public Path fetch(Path job, ImportProgress progress) throws IOException {
        return uploads.take(id, job);
    }

    @Override
    public Source origin() {
        return new Source("upload", null);
    }
}
