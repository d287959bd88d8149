package io.cloister.inference.grammar;

import io.cloister.inference.grammar.Expression.Both;
import io.cloister.inference.grammar.Expression.Call;
import io.cloister.inference.grammar.Expression.Choice;
import io.cloister.inference.grammar.Expression.Range;
import io.cloister.inference.grammar.Expression.Repeat;
import io.cloister.inference.grammar.Expression.Sequence;
import java.util.BitSet;

/** Bytes that a grammar never tells apart, as ranges, so that tables have few columns. */
final class ByteClasses {

    private static final int BYTES = 256;

    private final int[] classes = new int[BYTES];
    private final int[] begins;

    ByteClasses(Grammar grammar) {
        var borders = new BitSet(BYTES + 1);
        borders.set(0);
        for (int i = 0; i < grammar.size(); i++) {
            collect(grammar.rule(i), borders);
        }
        borders.clear(BYTES);
        begins = borders.stream().toArray();
        int number = -1;
        for (int value = 0; value < BYTES; value++) {
            number += borders.get(value) ? 1 : 0;
            classes[value] = number;
        }
    }

    private static void collect(Expression expression, BitSet borders) {
        switch (expression) {
            case Range range -> {
                borders.set(range.from());
                borders.set(range.to() + 1);
            }
            case Sequence sequence -> sequence.parts().forEach(part -> collect(part, borders));
            case Choice choice -> choice.alternatives().forEach(part -> collect(part, borders));
            case Repeat repeat -> collect(repeat.body(), borders);
            case Both both -> {
                collect(both.first(), borders);
                collect(both.second(), borders);
            }
            case Call _ -> {}
        }
    }

    int count() {
        return begins.length;
    }

    /** The class of a byte, 0 to 255. */
    int of(int value) {
        return classes[value];
    }

    int first(int number) {
        return begins[number];
    }

    int last(int number) {
        return number + 1 < begins.length ? begins[number + 1] - 1 : BYTES - 1;
    }
}
