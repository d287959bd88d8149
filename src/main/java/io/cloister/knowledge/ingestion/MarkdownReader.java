package io.cloister.knowledge.ingestion;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Reads Markdown, tables included, as the text that a reader sees: without marks, addresses and raw HTML. */
final class MarkdownReader extends AbstractVisitor {

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .includeSourceSpans(IncludeSourceSpans.NONE)
            .build();

    private final List<Block> blocks = new ArrayList<>();

    private MarkdownReader() {}

    static ParsedDocument read(String content) {
        MarkdownReader reader = new MarkdownReader();
        PARSER.parse(CleanText.characters(content)).accept(reader);
        return new ParsedDocument(FileKind.MARKDOWN, null, null, reader.blocks);
    }

    @Override
    public void visit(Heading heading) {
        String text = textOf(heading);
        if (!text.isEmpty()) {
            blocks.add(Block.heading(heading.getLevel(), text, null));
        }
    }

    @Override
    public void visit(Paragraph paragraph) {
        String marker = paragraph.getParent() instanceof ListItem item && paragraph.equals(item.getFirstChild())
                ? markerOf(item)
                : "";
        add(marker.isEmpty() ? Block.Kind.PARAGRAPH : Block.Kind.LIST_ITEM, marker + textOf(paragraph));
    }

    @Override
    public void visit(FencedCodeBlock code) {
        add(Block.Kind.PARAGRAPH, CleanText.line(code.getLiteral()));
    }

    @Override
    public void visit(IndentedCodeBlock code) {
        add(Block.Kind.PARAGRAPH, CleanText.line(code.getLiteral()));
    }

    @Override
    public void visit(CustomNode node) {
        if (node instanceof TableRow) {
            String row = CleanText.row(children(node)
                    .filter(TableCell.class::isInstance)
                    .map(MarkdownReader::textOf)
                    .toList());
            add(Block.Kind.TABLE_ROW, row);
        } else {
            visitChildren(node);
        }
    }

    private void add(Block.Kind kind, String text) {
        if (text.codePoints().anyMatch(Character::isLetterOrDigit)) {
            blocks.add(Block.of(kind, text, null));
        }
    }

    private static String markerOf(ListItem item) {
        if (item.getParent() instanceof OrderedList list) {
            Integer first = list.getMarkerStartNumber();
            long before =
                    children(list).takeWhile(sibling -> !sibling.equals(item)).count();
            return ((first == null ? 1 : first) + before) + ". ";
        }
        return "• ";
    }

    private static Stream<Node> children(Node parent) {
        return Stream.iterate(parent.getFirstChild(), node -> node != null, Node::getNext);
    }

    private static String textOf(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text literal) {
                text.append(literal.getLiteral());
            }

            @Override
            public void visit(Code literal) {
                text.append(literal.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak wrapped) {
                text.append(' ');
            }

            @Override
            public void visit(HardLineBreak wrapped) {
                text.append(' ');
            }
        });
        return CleanText.line(text.toString());
    }
}
