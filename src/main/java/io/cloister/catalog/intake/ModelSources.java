package io.cloister.catalog.intake;

import io.cloister.catalog.archive.Archive;
import io.cloister.catalog.hub.Hub;
import io.cloister.catalog.hub.HubAddress;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Understands what an order says about its source. */
@Component
class ModelSources {

    private static final String UPLOAD = "upload:";

    private final Hub hub;
    private final Staging staging;
    private final FreeSpace space;
    private final ModelUploads uploads;
    private final IntakeSettings settings;

    ModelSources(Hub hub, Staging staging, FreeSpace space, ModelUploads uploads, IntakeSettings settings) {
        this.hub = hub;
        this.staging = staging;
        this.space = space;
        this.uploads = uploads;
        this.settings = settings;
    }

    /** @throws Problem {@code invalid-input} where it names no source, or one that is not there */
    ModelSource of(String text) {
        ModelSource source = parse(text);
        source.check();
        return source;
    }

    FolderSource folder(Path folder) {
        return new FolderSource(folder.toAbsolutePath(), space);
    }

    private ModelSource parse(String text) {
        if (text.startsWith(HubAddress.SCHEME)) {
            return new HubSource(HubAddress.parse(text), hub, staging, space);
        }
        if (text.startsWith(UPLOAD)) {
            return new UploadSource(
                    uploadId(text), uploads, space, settings.maxModelSize().toBytes());
        }
        Path path = path(text);
        return Archive.isNamedLikeOne(path) && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                ? new ArchiveSource(path, space, settings.maxModelSize().toBytes())
                : folder(path);
    }

    private static Path path(String text) {
        try {
            return Path.of(text).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "This is not a path on the server. Enter the full path of a folder or an archive.",
                    e);
        }
    }

    private static UUID uploadId(String text) {
        try {
            return UUID.fromString(text.substring(UPLOAD.length()));
        } catch (IllegalArgumentException e) {
            throw new Problem(ProblemType.INVALID_INPUT, "There is no such upload; send the files first.", e);
        }
    }
}
