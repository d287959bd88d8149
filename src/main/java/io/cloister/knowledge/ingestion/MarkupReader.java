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
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.html.HtmlMapper;
import org.apache.tika.parser.html.IdentityHtmlMapper;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.sax.SecureContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** Reads Word documents and web pages with Tika's parsers; files inside the file are left alone. */
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

    private final ParsingLimits limits;

    MarkupReader(ParsingLimits limits) {
        this.limits = limits;
    }

    ParsedDocument readWord(byte[] content) {
        return read(new OOXMLParser(), content, FileKind.WORD);
    }

    ParsedDocument readHtml(byte[] content) {
        return read(new JSoupParser(), content, FileKind.HTML);
    }

    private ParsedDocument read(Parser parser, byte[] content, FileKind kind) {
        Metadata metadata = new Metadata();
        metadata.set(Metadata.CONTENT_TYPE, kind.mediaType());
        MarkupHandler handler = new MarkupHandler(limits.characters());
        try (TikaInputStream stream = TikaInputStream.get(new ByteArrayInputStream(content))) {
            // Counts what comes out against what went in, which stops files that unfold without end.
            SecureContentHandler guarded = new SecureContentHandler(handler, stream);
            parser.parse(stream, guarded, metadata, context());
        } catch (EncryptedDocumentException locked) {
            throw RefusedFile.encrypted();
        } catch (TikaException | SAXException | IOException | IllegalArgumentException damaged) {
            throw RefusedFile.broken();
        }
        List<Block> blocks = handler.blocks();
        return new ParsedDocument(kind, metadata.get(TikaCoreProperties.TITLE), null, blocks);
    }

    private static ParseContext context() {
        ParseContext context = new ParseContext();
        OfficeParserConfig office = new OfficeParserConfig();
        office.setIncludeHeadersAndFooters(false);
        office.setExtractMacros(false);
        context.set(OfficeParserConfig.class, office);
        context.set(EmbeddedDocumentExtractor.class, NOTHING_EMBEDDED);
        context.set(HtmlMapper.class, IdentityHtmlMapper.INSTANCE);
        return context;
    }
}
