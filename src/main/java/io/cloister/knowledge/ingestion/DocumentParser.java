package io.cloister.knowledge.ingestion;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.detect.TextDetector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;

/**
 * Reads files of the kinds in {@link FileKind}, recognised by their content. The name only tells Markdown and HTML from
 * plain text. Safe for use by many threads; but a file may be made to harm, so the portal lets another process do this.
 */
public final class DocumentParser {

    private static final String ENCRYPTED_OFFICE = "application/x-tika-ooxml-protected";

    private final Detector detector = new DefaultDetector();
    private final Detector textDetector = new TextDetector();
    private final PdfReader pdf;
    private final MarkupReader markup;

    public DocumentParser(ParsingLimits limits) {
        this.pdf = new PdfReader(limits);
        this.markup = new MarkupReader(limits);
    }

    /**
     * Reads one file in the calling thread.
     *
     * @param fileName as given by the person; never used as a path
     * @throws RefusedFile where it is of no accepted kind, locked, damaged or without text
     */
    public ParsedDocument parse(byte[] content, String fileName) {
        try {
            ParsedDocument parsed = read(content, fileName);
            if (!parsed.hasText()) {
                throw RefusedFile.noText();
            }
            return parsed;
        } catch (IOException unreadable) {
            throw RefusedFile.broken();
        }
    }

    private ParsedDocument read(byte[] content, String fileName) throws IOException {
        FileKind kind = kindOf(content, fileName);
        return switch (kind) {
            case PDF -> pdf.read(content);
            case WORD, SLIDES, SHEETS, OPEN_TEXT, RICH_TEXT, MAIL, HTML -> markup.read(content, kind);
            case MARKDOWN -> MarkdownReader.read(TextDecoding.decode(content));
            case TEXT -> PlainTextReader.read(TextDecoding.decode(content));
        };
    }

    private FileKind kindOf(byte[] content, String fileName) throws IOException {
        Metadata named = new Metadata();
        named.set(TikaCoreProperties.RESOURCE_NAME_KEY, fileName);
        MediaType detected;
        try (TikaInputStream stream = TikaInputStream.get(new ByteArrayInputStream(content))) {
            detected = detector.detect(stream, named);
        }
        if (detected.toString().equals(ENCRYPTED_OFFICE)) {
            throw RefusedFile.encrypted();
        }
        // A letter kept as text begins like mail.
        return FileKind.of(detected)
                .filter(kind -> kind != FileKind.MAIL || !isText(fileName))
                .orElseGet(() -> textKind(content, fileName));
    }

    private static boolean isText(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return name.endsWith(".txt") || name.endsWith(".md") || name.endsWith(".markdown");
    }

    /** Prose that begins like a program or a letter is still prose where its name says so. */
    private FileKind textKind(byte[] content, String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        boolean markdown = name.endsWith(".md") || name.endsWith(".markdown");
        try {
            boolean text = textDetector
                    .detect(new ByteArrayInputStream(content), new Metadata())
                    .equals(MediaType.TEXT_PLAIN);
            if (text && (markdown || name.endsWith(".txt"))) {
                return markdown ? FileKind.MARKDOWN : FileKind.TEXT;
            }
        } catch (IOException impossible) {
            throw RefusedFile.broken();
        }
        throw RefusedFile.unknownKind();
    }
}
