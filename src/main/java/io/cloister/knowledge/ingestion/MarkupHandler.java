package io.cloister.knowledge.ingestion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Takes blocks from the XHTML events that Tika makes of office documents, mail and web pages. */
final class MarkupHandler extends DefaultHandler {

    private static final Set<String> SKIPPED =
            Set.of("head", "title", "script", "style", "nav", "header", "footer", "noscript", "template", "svg");
    private static final Set<String> SKIPPED_CLASSES = Set.of("header", "footer");
    /** How Tika marks the beginning of a slide. */
    private static final String SLIDE = "slide-content";

    private static final Set<String> INLINE = Set.of(
            "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins",
            "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
            "u", "var", "wbr");

    private final List<Block> blocks = new ArrayList<>();
    private final List<String> cells = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final int characterLimit;
    private int characters;
    private int skipping;
    private int rows;
    private Block.Kind kind = Block.Kind.PARAGRAPH;
    private int level;
    private @Nullable Integer page;

    MarkupHandler(int characterLimit) {
        this.characterLimit = characterLimit;
    }

    List<Block> blocks() {
        finish();
        return ListNumbers.repair(blocks);
    }

    /** Slides of a presentation; null for formats without pages. */
    @Nullable Integer pages() {
        return page;
    }

    @Override
    public void startElement(String uri, String localName, String qualifiedName, Attributes attributes) {
        String element = localName.toLowerCase(Locale.ROOT);
        String style = attributes.getValue("class");
        if (skipping > 0 || SKIPPED.contains(element) || (style != null && SKIPPED_CLASSES.contains(style))) {
            skipping++;
            return;
        }
        if (INLINE.contains(element)) {
            return;
        }
        if (rows > 0 && !element.equals("tr")) {
            text.append(' ');
            return;
        }
        finish();
        if (SLIDE.equals(style)) {
            page = page == null ? 1 : page + 1;
        }
        switch (element) {
            case "tr" -> rows++;
            case "li" -> kind = Block.Kind.LIST_ITEM;
            case "h1", "h2", "h3", "h4", "h5", "h6" -> {
                kind = Block.Kind.HEADING;
                level = element.charAt(1) - '0';
            }
            default -> {
                // a new paragraph has begun
            }
        }
    }

    @Override
    public void endElement(String uri, String localName, String qualifiedName) {
        String element = localName.toLowerCase(Locale.ROOT);
        if (skipping > 0) {
            skipping--;
        } else if (rows > 0) {
            endWithinRow(element);
        } else if (!INLINE.contains(element)) {
            finish();
        }
    }

    private void endWithinRow(String element) {
        if (element.equals("tr")) {
            rows--;
        }
        if ((element.equals("td") || element.equals("th")) && rows == 1) {
            cells.add(CleanText.line(text.toString()));
            text.setLength(0);
        }
        if (rows == 0) {
            add(Block.Kind.TABLE_ROW, CleanText.row(cells));
            cells.clear();
            text.setLength(0);
        }
    }

    @Override
    public void characters(char[] buffer, int start, int length) {
        if (skipping > 0) {
            return;
        }
        characters += length;
        if (characters > characterLimit || Thread.currentThread().isInterrupted()) {
            throw RefusedFile.tooComplex();
        }
        text.append(buffer, start, length);
    }

    @Override
    public void ignorableWhitespace(char[] buffer, int start, int length) {
        characters(buffer, start, length);
    }

    private void finish() {
        add(kind, CleanText.line(text.toString()));
        text.setLength(0);
        kind = Block.Kind.PARAGRAPH;
    }

    private void add(Block.Kind found, String line) {
        if (line.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return;
        }
        switch (found) {
            case HEADING -> blocks.add(Block.heading(level, line, page));
            case LIST_ITEM -> blocks.add(Block.of(found, marked(line), page));
            case PARAGRAPH ->
                blocks.add(Block.of(CleanText.startsWithListMarker(line) ? Block.Kind.LIST_ITEM : found, line, page));
            case TABLE_ROW -> blocks.add(Block.of(found, line, page));
        }
    }

    private static String marked(String item) {
        return CleanText.startsWithListMarker(item) ? item : "• " + item;
    }
}
