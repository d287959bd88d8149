package io.cloister.inference.template;

import java.util.ArrayList;
import java.util.List;

/** A stable merge sort whose comparisons may fail, since a template may ask for the order of things that have none. */
final class Sorting<T> {

    /** What an item is ordered by. */
    @FunctionalInterface
    interface Key<T> {
        Value of(T item) throws TemplateException;
    }

    private record Keyed<T>(Value key, T item) {}

    private final Meter meter;
    private final boolean reverse;

    private Sorting(Meter meter, boolean reverse) {
        this.meter = meter;
        this.reverse = reverse;
    }

    static <T> List<T> sorted(Meter meter, List<T> items, Key<T> key, boolean reverse) throws TemplateException {
        meter.items(items.size());
        var keyed = new ArrayList<Keyed<T>>(items.size());
        for (T item : items) {
            keyed.add(new Keyed<>(key.of(item), item));
        }
        return new Sorting<T>(meter, reverse)
                .sort(keyed).stream().map(Keyed::item).toList();
    }

    private List<Keyed<T>> sort(List<Keyed<T>> items) throws TemplateException {
        if (items.size() < 2) {
            return items;
        }
        int middle = items.size() / 2;
        List<Keyed<T>> left = sort(items.subList(0, middle));
        List<Keyed<T>> right = sort(items.subList(middle, items.size()));
        var merged = new ArrayList<Keyed<T>>(items.size());
        int l = 0;
        int r = 0;
        while (l < left.size() && r < right.size()) {
            merged.add(comesFirst(right.get(r), left.get(l)) ? right.get(r++) : left.get(l++));
        }
        merged.addAll(left.subList(l, left.size()));
        merged.addAll(right.subList(r, right.size()));
        return merged;
    }

    private boolean comesFirst(Keyed<T> one, Keyed<T> other) throws TemplateException {
        return reverse
                ? Comparison.less(meter, other.key(), one.key())
                : Comparison.less(meter, one.key(), other.key());
    }
}
