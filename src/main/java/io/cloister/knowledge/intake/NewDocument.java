package io.cloister.knowledge.intake;

import io.cloister.knowledge.DocumentId;
import java.io.InputStream;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A file as somebody hands it in.
 *
 * @param supersedes a document of which it is a new version; null for a document of its own
 * @param effectiveFrom the day from which it holds; until then it waits, and what it supersedes stays. Null: at once
 * @param reviewBy the day by which somebody should look whether it still holds
 * @param requestKey by which the same person may send the same file again without a second effect; 1 to 200 characters
 */
public record NewDocument(
        String fileName,
        InputStream content,
        @Nullable DocumentId supersedes,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate reviewBy,
        @Nullable String requestKey) {

    public static NewDocument of(String fileName, InputStream content) {
        return new NewDocument(fileName, content, null, null, null, null);
    }
}
