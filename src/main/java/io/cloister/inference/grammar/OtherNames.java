package io.cloister.inference.grammar;

import static io.cloister.inference.grammar.Expression.sequence;
import static io.cloister.inference.grammar.Expression.text;

import io.cloister.inference.grammar.Expression.Choice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Names of properties that are none of those declared, each in one way of writing so that none slips through. */
final class OtherNames {

    private static final int LONGEST = 500;

    private OtherNames() {}

    static Expression than(Collection<String> names, Schema schema) {
        if (names.stream().anyMatch(name -> name.length() > LONGEST)) {
            throw schema.refuse("properties", "has names that are too long beside additional properties");
        }
        List<int[]> points =
                names.stream().map(name -> name.codePoints().toArray()).toList();
        return sequence(text("\""), than(points, 0), text("\""));
    }

    /** What can follow where all of them have begun alike. */
    private static Expression than(List<int[]> names, int at) {
        Map<Integer, List<int[]>> going = new TreeMap<>();
        List<Expression> ways = new ArrayList<>();
        boolean ends = false;
        for (int[] name : names) {
            if (name.length == at) {
                ends = true;
            } else {
                going.computeIfAbsent(name[at], _ -> new ArrayList<>()).add(name);
            }
        }
        if (!ends) {
            ways.add(Expression.EMPTY);
        }
        CodePoints taken = new CodePoints(List.of());
        for (Map.Entry<Integer, List<int[]>> next : going.entrySet()) {
            CodePoints point = CodePoints.of(next.getKey());
            taken = taken.with(point);
            ways.add(sequence(JsonText.encode(point), than(next.getValue(), at + 1)));
        }
        ways.add(sequence(JsonText.encode(taken.negated()), JsonText.anything()));
        return new Choice(ways);
    }
}
