package io.cloister.knowledge.ingestion;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts on in numbered lists: where a Word list states its first number, Tika gives that number to every item of it.
 */
final class ListNumbers {

    private static final Pattern NUMBERED = Pattern.compile("^(\\d{1,3})\\.(?= )");

    private ListNumbers() {}

    static List<Block> repair(List<Block> blocks) {
        List<Block> repaired = new ArrayList<>();
        int stated = 0;
        int counted = 0;
        for (Block block : blocks) {
            Matcher marker = NUMBERED.matcher(block.text());
            if (block.kind() != Block.Kind.LIST_ITEM || !marker.find()) {
                stated = 0;
                repaired.add(block);
                continue;
            }
            int number = Integer.parseInt(marker.group(1));
            counted = number == stated ? counted + 1 : number;
            stated = number;
            repaired.add(block.withText(marker.replaceFirst(counted + ".")));
        }
        return repaired;
    }
}
