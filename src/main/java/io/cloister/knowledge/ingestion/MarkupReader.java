package io.cloister.knowledge.ingestion;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.parser.CompositeParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.html.HtmlMapper;
import org.apache.tika.parser.html.IdentityHtmlMapper;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.mail.RFC822Parser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.apache.tika.parser.odf.OpenDocumentParser;
import org.apache.tika.parser.txt.TXTParser;
import org.apache.tika.sax.SecureContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** Reads office documents, mail and web pages with Tika's parsers; files inside a file are left alone, but for
 * those of a mail. */
final class MarkupReader {

    private static final EmbeddedDocumentExtractor NOTHING_EMBEDDED = new EmbeddedDocumentExtractor() {
        @Override
        public boolean shouldParseEmbedded(Metadata metadata) {
            return false;
        }

        @Override
        public void parseEmbedded(InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml) {
            throw new IllegalStateException("Embedded files are not read");
        }
    };

    private static final Parser PARTS = new CompositeParser(
            MediaTypeRegistry.getDefaultRegistry(),
            new TXTParser(),
            new JSoupParser(),
            new OOXMLParser(),
            new OpenDocumentParser(),
            new RTFParser(),
            new RFC822Parser());

    private final ParsingLimits limits;

    MarkupReader(ParsingLimits limits) {
        this.limits = limits;
    }

    /** @param kind one that Tika makes XHTML of */
    ParsedDocument read(byte[] content, FileKind kind) {
        return read(parser(kind), content, kind);
    }

    private static Parser parser(FileKind kind) {
        return switch (kind) {
            case WORD, SLIDES, SHEETS -> new OOXMLParser();
            case OPEN_TEXT -> new OpenDocumentParser();
            case RICH_TEXT -> new RTFParser();
            case MAIL -> new RFC822Parser();
            case HTML -> new JSoupParser();
            case PDF, MARKDOWN, TEXT -> throw new IllegalArgumentException("not of markup: " + kind);
        };
    }

    private ParsedDocument read(Parser parser, byte[] content, FileKind kind) {
        Metadata metadata = new Metadata();
        metadata.set(Metadata.CONTENT_TYPE, kind.mediaType());
        MarkupHandler handler = new MarkupHandler(limits.characters());
        try (TikaInputStream stream = TikaInputStream.get(new ByteArrayInputStream(content))) {
            // Counts what comes out against what went in, which stops files that unfold without end.
            SecureContentHandler guarded = new SecureContentHandler(handler, stream);
            parser.parse(stream, guarded, metadata, context(kind));
        } catch (EncryptedDocumentException locked) {
            throw RefusedFile.encrypted();
        } catch (TikaException | SAXException | IOException | IllegalArgumentException damaged) {
            throw RefusedFile.broken();
        }
        List<Block> blocks = handler.blocks();
        return new ParsedDocument(kind, metadata.get(TikaCoreProperties.TITLE), handler.pages(), blocks);
    }

    private static ParseContext context(FileKind kind) {
        ParseContext context = new ParseContext();
        OfficeParserConfig office = new OfficeParserConfig();
        office.setIncludeHeadersAndFooters(false);
        office.setExtractMacros(false);
        context.set(OfficeParserConfig.class, office);
        if (kind == FileKind.MAIL) {
            // A mail's own text is a part of it, and so are its attachments.
            context.set(Parser.class, PARTS);
        } else {
            context.set(EmbeddedDocumentExtractor.class, NOTHING_EMBEDDED);
        }
        context.set(HtmlMapper.class, IdentityHtmlMapper.INSTANCE);
        return context;
    }
}
