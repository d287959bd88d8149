package io.cloister.knowledge.ingestion;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.detect.TextDetector;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;

/**
 * Reads files of the kinds in {@link FileKind}, recognised by their content. The name only tells Markdown and HTML from
 * plain text. Works on threads of its own within {@link ParsingLimits}; safe for use by many threads.
 */
public final class DocumentParser implements AutoCloseable {

    private static final String ENCRYPTED_OFFICE = "application/x-tika-ooxml-protected";
    private static final int WAITING_FILES = 32;

    private final Detector detector = new DefaultDetector();
    private final Detector textDetector = new TextDetector();
    private final ParsingLimits limits;
    private final ExecutorService readers;
    private final PdfReader pdf;
    private final MarkupReader markup;

    public DocumentParser(ParsingLimits limits) {
        this.limits = limits;
        this.pdf = new PdfReader(limits);
        this.markup = new MarkupReader(limits);
        this.readers = new ThreadPoolExecutor(
                limits.readers(),
                limits.readers(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_FILES),
                Thread.ofPlatform().daemon().name("document-reader-", 0).factory());
    }

    /**
     * Reads one file.
     *
     * @param fileName as given by the person; never used as a path
     * @throws RefusedFile where it is of no accepted kind, locked, damaged, without text, or takes too long
     */
    public ParsedDocument parse(byte[] content, String fileName) {
        Future<ParsedDocument> reading;
        try {
            reading = readers.submit(() -> read(content, fileName));
        } catch (RejectedExecutionException full) {
            throw RefusedFile.busy();
        }
        try {
            return reading.get(limits.deadline().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | CancellationException late) {
            throw RefusedFile.tooComplex();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw RefusedFile.busy();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RefusedFile refused ? refused : RefusedFile.broken();
        } finally {
            reading.cancel(true);
        }
    }

    private ParsedDocument read(byte[] content, String fileName) throws IOException {
        FileKind kind = kindOf(content, fileName);
        ParsedDocument parsed = switch (kind) {
            case PDF -> pdf.read(content);
            case WORD -> markup.readWord(content);
            case HTML -> markup.readHtml(content);
            case MARKDOWN -> MarkdownReader.read(TextDecoding.decode(content));
            case TEXT -> PlainTextReader.read(TextDecoding.decode(content));
        };
        if (!parsed.hasText()) {
            throw RefusedFile.noText();
        }
        return parsed;
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
        return FileKind.of(detected).orElseGet(() -> textKind(content, fileName));
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

    @Override
    public void close() {
        readers.shutdownNow();
    }
}
