package io.cloister.knowledge.web;

import io.cloister.knowledge.DocumentId;
import io.cloister.knowledge.intake.NewDocument;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
        @Nullable DocumentId supersedes,
        @Nullable LocalDate effectiveFrom,
        @Nullable LocalDate reviewBy,
        @Nullable String key) {

    private static final int MOST_FILES = 100;

    /** @throws Problem {@code invalid-input} with the field that is wrong */
    static UploadForm of(MultipartHttpServletRequest form) {
        List<MultipartFile> files = form.getFiles("file");
        if (files.isEmpty() || files.size() > MOST_FILES) {
            throw invalid("Send one to %d documents in form fields named \"file\".".formatted(MOST_FILES));
        }
        UUID supersedes = id(form.getParameter("supersedes"));
        if (supersedes != null) {
            throw invalid(
                    "Versions of a document are not kept yet. Upload this file as a document of its own, then delete the old one.");
        }
        return new UploadForm(
                files,
                !"false".equals(form.getParameter("wait")),
                null,
                date("effectiveFrom", form.getParameter("effectiveFrom")),
                date("reviewBy", form.getParameter("reviewBy")),
                form.getHeader("Idempotency-Key"));
    }

    NewDocument document(int index, InputStream content) {
        return new NewDocument(
                nameOf(files.get(index)),
                content,
                supersedes,
                effectiveFrom,
                reviewBy,
                key == null || files.size() == 1 ? key : key + "#" + index);
    }

    static String nameOf(MultipartFile file) {
        return Objects.requireNonNullElse(file.getOriginalFilename(), "");
    }

    private static @Nullable UUID id(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : UUID.fromString(text.strip());
        } catch (IllegalArgumentException malformed) {
            throw invalid("\"supersedes\" is no id of a document. Take it from the list of documents.");
        }
    }

    private static @Nullable LocalDate date(String field, @Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException malformed) {
            throw invalid("\"%s\" is no date. Write it as year, month and day: 2026-01-31.".formatted(field));
        }
    }

    private static Problem invalid(String sentence) {
        return new Problem(ProblemType.INVALID_INPUT, sentence);
    }
}
