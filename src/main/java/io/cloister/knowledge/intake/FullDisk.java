package io.cloister.knowledge.intake;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells a disk without room, of this machine or of the database's, from other failures. */
public final class FullDisk {

    /** PostgreSQL's {@code disk_full}. */
    private static final String SQL_STATE = "53100";

    private FullDisk() {}

    /** The refusal for it ({@code storage-full}); empty where the failure has another cause. */
    public static Optional<Problem> in(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .filter(FullDisk::saysSo)
                .findFirst()
                .map(cause -> new Problem(
                        ProblemType.STORAGE_FULL,
                        "There is no room left on the disk of this installation, so nothing can be added now. Ask an administrator to free some, then try again.",
                        cause));
    }

    private static boolean saysSo(Throwable cause) {
        return switch (cause) {
            case SQLException sql -> SQL_STATE.equals(sql.getSQLState());
            case IOException io -> {
                String message = String.valueOf(io.getMessage()).toLowerCase(Locale.ROOT);
                yield message.contains("no space left") || message.contains("quota exceeded");
            }
            default -> false;
        };
    }
}
