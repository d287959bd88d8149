package io.cloister.knowledge.intake;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file as somebody hands it in.
 *
 * @param requestKey by which the same person may send the same file again without a second effect; 1 to 200 characters
 */
public record NewDocument(
        String fileName, InputStream content, @Nullable String requestKey) {

    public static NewDocument of(String fileName, InputStream content) {
        return new NewDocument(fileName, content, null);
    }
}
