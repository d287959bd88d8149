package io.cloister.catalog.archive;

import io.cloister.catalog.BuildProgress;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** An archive with the files of a model, at its top or in one folder there: zip, tar, or tar compressed with gzip. */
public final class Archive {

    private static final List<String> ENDINGS = List.of(".zip", ".tar", ".tar.gz", ".tgz");

    private Archive() {}

    public static boolean isNamedLikeOne(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    /**
     * Unpacks the files of the model; leaves out what lies deeper, and what is hidden.
     *
     * @param target an empty folder
     * @return the folder in which they are: the target, or the one folder in it
     * @throws Problem {@code invalid-input} where the archive is damaged, holds links, names that lead elsewhere or
     *     several folders, or grows beyond the limits
     */
    public static Path unpack(Path archive, Path target, UnpackLimits limits, BuildProgress progress)
            throws IOException {
        Unpacking unpacking = new Unpacking(target, limits);
        String name = String.valueOf(archive.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".zip")) {
            ZipEntries.unpack(archive, unpacking, progress);
        } else {
            TarEntries.unpack(archive, !name.endsWith(".tar"), unpacking, progress);
        }
        return unpacking.folder();
    }

    static Problem refused(String sentence) {
        return new Problem(ProblemType.INVALID_INPUT, sentence);
    }

    static Problem damaged(Exception cause) {
        return new Problem(
                ProblemType.INVALID_INPUT,
                "The archive cannot be read and seems damaged (%s); make or copy it again."
                        .formatted(cause.getMessage()),
                cause);
    }
}
