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

    /** Of one name, and so of how deep they branch. */
    private static final int LONGEST = 500;

    /** Of all names together. */
    private static final int MOST = 5_000;

    private OtherNames() {}

    static Expression than(Collection<String> names, Grammar grammar, Schema schema) {
        if (names.stream().anyMatch(name -> name.length() > LONGEST)
                || names.stream().mapToInt(String::length).sum() > MOST) {
            throw schema.refuse("properties", "has names that are too long beside additional properties");
        }
        List<int[]> points =
                names.stream().map(name -> name.codePoints().toArray()).toList();
        Expression rest = grammar.common("the rest of a name", () -> sequence(JsonText.anything(), text("\"")));
        return sequence(text("\""), than(points, 0, rest));
    }

    /** What can follow where all of them have begun alike. */
    private static Expression than(List<int[]> names, int at, Expression rest) {
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
            ways.add(text("\""));
        }
        CodePoints taken = new CodePoints(List.of());
        for (Map.Entry<Integer, List<int[]>> next : going.entrySet()) {
            CodePoints point = CodePoints.of(next.getKey());
            taken = taken.with(point);
            ways.add(sequence(JsonText.encode(point), than(next.getValue(), at + 1, rest)));
        }
        ways.add(sequence(JsonText.encode(taken.negated()), rest));
        return new Choice(ways);
    }
}
