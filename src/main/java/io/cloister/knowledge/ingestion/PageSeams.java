package io.cloister.knowledge.ingestion;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes whole the sentence that runs on from one page to the next. It belongs to the page on which it begins; what
 * follows it stays where it is printed.
 */
final class PageSeams {

    private PageSeams() {}

    static List<Block> mend(List<Block> blocks) {
        List<Block> mended = new ArrayList<>();
        for (Block block : blocks) {
            if (mended.isEmpty() || !runsOn(mended.getLast(), block)) {
                mended.add(block);
                continue;
            }
            Block before = mended.getLast();
            int end = firstSentenceEnd(block.text());
            String head = block.text().substring(0, end).strip();
            String rest = block.text().substring(end).strip();
            mended.set(mended.size() - 1, before.withText(before.text() + " " + head));
            if (!rest.isEmpty()) {
                mended.add(block.withText(rest));
            }
        }
        return mended;
    }

    private static boolean runsOn(Block before, Block after) {
        Integer page = before.page();
        Integer next = after.page();
        return page != null
                && next != null
                && page < next
                && (before.kind() == Block.Kind.PARAGRAPH || before.kind() == Block.Kind.LIST_ITEM)
                && after.kind() == Block.Kind.PARAGRAPH
                && !CleanText.endsSentence(before.text())
                && !Character.isUpperCase(after.text().codePointAt(0));
    }

    private static int firstSentenceEnd(String text) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(text);
        sentences.first();
        return sentences.next();
    }
}
