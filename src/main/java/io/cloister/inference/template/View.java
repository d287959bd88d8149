package io.cloister.inference.template;

import java.util.List;

/**
 * What {@code keys()}, {@code values()} and {@code items()} of a mapping give: countable and iterable, without an index.
 *
 * @param type {@code dict_keys}, {@code dict_values} or {@code dict_items}
 */
record View(String type, Sequence items) implements Value {

    @Override
    public boolean truthy() {
        return items.truthy();
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public List<Value> elements() {
        return items.items();
    }

    @Override
    public boolean hashable() {
        return false;
    }

    @Override
    public int depth() {
        return items.depth();
    }

    @Override
    public long weight() {
        return items.weight();
    }
}
