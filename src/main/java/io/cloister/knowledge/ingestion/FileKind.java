package io.cloister.knowledge.ingestion;

import java.util.Arrays;
import java.util.Optional;
import org.apache.tika.mime.MediaType;

/** Kinds of files that are taken in. */
public enum FileKind {
    PDF("application/pdf"),
    WORD("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    SLIDES("application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    SHEETS("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    OPEN_TEXT("application/vnd.oasis.opendocument.text"),
    RICH_TEXT("application/rtf"),
    MAIL("message/rfc822"),
    MARKDOWN("text/markdown"),
    HTML("text/html"),
    TEXT("text/plain");

    private final String mediaType;

    FileKind(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The media type under which a file of this kind is kept and handed out. */
    public String mediaType() {
        return mediaType;
    }

    static Optional<FileKind> of(MediaType detected) {
        String name = switch (detected.getBaseType().toString()) {
            case "text/x-web-markdown" -> MARKDOWN.mediaType;
            case "application/xhtml+xml" -> HTML.mediaType;
            case "text/rtf" -> RICH_TEXT.mediaType;
            case String other -> other;
        };
        return Arrays.stream(values())
                .filter(kind -> kind.mediaType.equals(name))
                .findFirst();
    }
}
