package io.cloister.inference.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Lists and texts, joined or several times over. */
final class Repetition {

    private Repetition() {}

    static Value joined(Meter meter, Sequence left, Sequence right) throws TemplateException {
        meter.items((long) left.size() + right.size());
        List<Value> items = new ArrayList<>(left.items());
        items.addAll(right.items());
        return meter.checked(left.with(items));
    }

    static Value repeated(Meter meter, Value value, Numeric times) throws TemplateException {
        int count = Math.max(0, Positions.clamp(times.whole()));
        return switch (value) {
            case Text text -> new TextBuilder(meter).repeat(text, count).build();
            case Sequence list -> {
                meter.items((long) list.size() * count);
                List<Value> items = list.size() == 0 ? List.of() : flat(Collections.nCopies(count, list.items()));
                yield meter.checked(list.with(items));
            }
            default -> throw BinaryOperator.MULTIPLY.unsupported(meter, value, times);
        };
    }

    private static List<Value> flat(List<List<Value>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }
}
