package io.cloister.inference.grammar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A set of characters.
 *
 * @param ranges in ascending order, apart from each other, without the surrogates
 */
record CodePoints(List<Interval> ranges) {

    static final CodePoints ALL = of(0, Character.MAX_CODE_POINT);
    private static final int BEFORE_SURROGATES = Character.MIN_SURROGATE - 1;
    private static final int AFTER_SURROGATES = Character.MAX_SURROGATE + 1;

    /** Both bounds inclusive. */
    record Interval(int from, int to) {}

    CodePoints {
        ranges = List.copyOf(ranges);
    }

    static CodePoints of(int from, int to) {
        return union(List.of(new Interval(from, to)));
    }

    static CodePoints of(int point) {
        return of(point, point);
    }

    /** Any of the characters of a text. */
    static CodePoints anyOf(String characters) {
        return union(characters
                .codePoints()
                .mapToObj(point -> new Interval(point, point))
                .toList());
    }

    /** Intervals in any order. */
    static CodePoints union(List<Interval> intervals) {
        List<Interval> sorted = new ArrayList<>();
        for (Interval interval : intervals) {
            cut(interval.from(), Math.min(interval.to(), BEFORE_SURROGATES), sorted);
            cut(Math.max(interval.from(), AFTER_SURROGATES), interval.to(), sorted);
        }
        sorted.sort(Comparator.comparingInt(Interval::from));
        List<Interval> merged = new ArrayList<>();
        for (Interval next : sorted) {
            Interval last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && next.from() <= last.to() + 1) {
                merged.set(merged.size() - 1, new Interval(last.from(), Math.max(last.to(), next.to())));
            } else {
                merged.add(next);
            }
        }
        return new CodePoints(merged);
    }

    private static void cut(int from, int to, List<Interval> into) {
        if (from <= to) {
            into.add(new Interval(from, to));
        }
    }

    CodePoints with(CodePoints other) {
        List<Interval> all = new ArrayList<>(ranges);
        all.addAll(other.ranges);
        return union(all);
    }

    /** All others. */
    CodePoints negated() {
        List<Interval> gaps = new ArrayList<>();
        int from = 0;
        for (Interval range : ranges) {
            cut(from, range.from() - 1, gaps);
            from = range.to() + 1;
        }
        cut(from, Character.MAX_CODE_POINT, gaps);
        return union(gaps);
    }

    CodePoints without(CodePoints other) {
        return negated().with(other).negated();
    }

    boolean contains(int point) {
        return ranges.stream().anyMatch(range -> range.from() <= point && point <= range.to());
    }
}
