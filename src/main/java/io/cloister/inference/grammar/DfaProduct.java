package io.cloister.inference.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The intersection of two languages, as pairs of states. */
final class DfaProduct {

    private DfaProduct() {}

    private record Pair(int first, int second) {}

    /** Of automata without calls. */
    static Dfa of(Dfa first, Dfa second, ByteClasses classes) {
        var product = new Dfa(classes.count());
        Map<Pair, Integer> known = new HashMap<>();
        List<Pair> pairs = new ArrayList<>();
        pairs.add(new Pair(0, 0));
        known.put(pairs.getFirst(), product.add(first.accepting(0) && second.accepting(0)));
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            for (int c = 0; c < classes.count(); c++) {
                int one = first.next(pair.first, c);
                int other = second.next(pair.second, c);
                if (one < 0 || other < 0) {
                    continue;
                }
                var target = new Pair(one, other);
                Integer number = known.get(target);
                if (number == null) {
                    number = product.add(first.accepting(one) && second.accepting(other));
                    known.put(target, number);
                    pairs.add(target);
                }
                product.set(i, c, number);
            }
        }
        return product;
    }
}
