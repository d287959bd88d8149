package io.cloister.knowledge.ingestion;

import java.util.ArrayList;
import java.util.List;

/** The extracted text of a document as one string, with the place of every block in it. */
final class DocumentText {

    private final StringBuilder text = new StringBuilder();
    private final List<Span> spans = new ArrayList<>();

    DocumentText(List<Block> blocks) {
        Block before = null;
        for (Block block : blocks) {
            if (before != null) {
                boolean dense = before.kind() == block.kind() && block.kind().isDense();
                text.append(dense ? "\n" : "\n\n");
            }
            int start = text.length();
            text.append(block.text());
            spans.add(new Span(block, start, text.length()));
            before = block;
        }
    }

    record Span(Block block, int start, int end) {}

    List<Span> spans() {
        return List.copyOf(spans);
    }

    String substring(int start, int end) {
        return text.substring(start, end);
    }
}
