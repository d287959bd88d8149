package io.cloister.knowledge.web;

import io.cloister.knowledge.intake.NewDocument;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/**
 * What somebody sent: one or more files, and what is said of them.
 *
 * @param waiting whether to answer only when the files can be found
 * @param key that the client chose for this request
 */
record UploadForm(
        List<MultipartFile> files,
        boolean waiting,
        @Nullable String key) {

    private static final int MOST_FILES = 100;

    /** Refused, since to pass over them would let a document be found before its day. */
    private static final List<String> OF_VERSIONS = List.of("supersedes", "effectiveFrom", "reviewBy");

    /** @throws Problem {@code invalid-input} with the field that is wrong */
    static UploadForm of(MultipartHttpServletRequest form) {
        List<MultipartFile> files = form.getFiles("file");
        if (files.isEmpty() || files.size() > MOST_FILES) {
            throw invalid("Send one to %d documents in form fields named \"file\".".formatted(MOST_FILES));
        }
        if (OF_VERSIONS.stream().anyMatch(field -> StringUtils.hasText(form.getParameter(field)))) {
            throw invalid(
                    "Versions and dates of a document are not kept yet. Upload this file as a document of its own when it takes effect, then delete the old one.");
        }
        return new UploadForm(files, !"false".equals(form.getParameter("wait")), form.getHeader("Idempotency-Key"));
    }

    NewDocument document(int index, InputStream content) {
        return new NewDocument(
                nameOf(files.get(index)), content, key == null || files.size() == 1 ? key : key + "#" + index);
    }

    static String nameOf(MultipartFile file) {
        return Objects.requireNonNullElse(file.getOriginalFilename(), "");
    }

    private static Problem invalid(String sentence) {
        return new Problem(ProblemType.INVALID_INPUT, sentence);
    }
}
