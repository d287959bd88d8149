package io.cloister.knowledge.ingestion;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.UUID;

/** A file that is not taken in, with the word under which the audit trail keeps the reason. */
public final class RefusedFile extends Problem {

    private static final long serialVersionUID = 1L;

    private final String reason;

    private RefusedFile(ProblemType type, String reason, String sentence) {
        super(type, sentence);
        this.reason = reason;
    }

    /** A stable word: {@code encrypted}, {@code no-text}, {@code broken} and the like. */
    public String reason() {
        return reason;
    }

    public static RefusedFile empty() {
        return invalid("empty", "This file is empty. Choose a file with content.");
    }

    public static RefusedFile tooLarge(long megabytes) {
        return new RefusedFile(
                ProblemType.TOO_LARGE,
                "too-large",
                "This file is larger than %d MB. Split it or make it smaller, then upload it again."
                        .formatted(megabytes));
    }

    public static RefusedFile duplicate() {
        return new RefusedFile(
                ProblemType.CONFLICT,
                "duplicate",
                "This collection already holds a document with exactly this content. It was not added again.");
    }

    /** @param name of the document, or of the file that is on its way to becoming it */
    public static RefusedFile duplicate(String name, UUID document) {
        return new RefusedFile(
                ProblemType.CONFLICT,
                "duplicate",
                "This collection already holds exactly this content, as “%s” (document %s). It was not added again."
                        .formatted(name, document));
    }

    public static RefusedFile interrupted() {
        return invalid("interrupted", "The upload broke off before the whole file had arrived. Upload it again.");
    }

    /** One that another process refused, in its words. */
    public static RefusedFile told(String reason, String sentence) {
        return invalid(reason, sentence);
    }

    static RefusedFile unknownKind() {
        return invalid(
                "unknown-kind",
                "This kind of file is not accepted. Upload a PDF, a Word, PowerPoint or Excel file (.docx, .pptx, .xlsx), .odt, .rtf, e-mail (.eml), Markdown, HTML or plain text.");
    }

    static RefusedFile encrypted() {
        return invalid(
                "encrypted",
                "This file is protected by a password. Remove the protection in the program it was made with, then upload it again.");
    }

    static RefusedFile noText() {
        return invalid("no-text", "This file holds no text that could be found. Write something into it first.");
    }

    static RefusedFile scanned() {
        return invalid(
                "no-text",
                "This PDF holds no text, only pictures of pages. Run text recognition (OCR) on it, then upload it again.");
    }

    public static RefusedFile broken() {
        return invalid(
                "broken",
                "This file is damaged and cannot be read. Open it in the program it was made with, save it anew, then upload it again.");
    }

    public static RefusedFile tooComplex() {
        return invalid(
                "too-complex",
                "This file unfolds into more than can be read in reasonable time. Split it into smaller files, then upload these.");
    }

    public static RefusedFile busy() {
        return new RefusedFile(
                ProblemType.UNAVAILABLE,
                "busy",
                "Too many files are being read at the moment. Wait a minute, then upload it again.");
    }

    private static RefusedFile invalid(String reason, String sentence) {
        return new RefusedFile(ProblemType.INVALID_INPUT, reason, sentence);
    }
}
