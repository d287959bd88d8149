package io.cloister.catalog.intake;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a file is sent, as the header {@code Content-Range} has it (RFC 9110, 14.4).
 *
 * @param first offset of its first byte
 * @param last offset of its last byte
 * @param total size of the file
 */
public record ContentRange(long first, long last, long total) {

    private static final Pattern FORM = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    /** @throws Problem {@code invalid-input} */
    public static @Nullable ContentRange parse(@Nullable String header) {
        if (header == null) {
            return null;
        }
        Matcher form = FORM.matcher(header.strip());
        if (form.matches()) {
            ContentRange range = new ContentRange(
                    Long.parseLong(form.group(1)), Long.parseLong(form.group(2)), Long.parseLong(form.group(3)));
            if (range.first <= range.last && range.last < range.total) {
                return range;
            }
        }
        throw new Problem(
                ProblemType.INVALID_INPUT,
                "The header Content-Range is not understood; write it as 'bytes first-last/total'.");
    }

    long length() {
        return last - first + 1;
    }

    boolean isLast() {
        return last + 1 == total;
    }
}
