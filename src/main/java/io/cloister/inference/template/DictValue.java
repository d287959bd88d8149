package io.cloister.inference.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mapping that keeps its order. Its keys are hashable. */
final class DictValue implements Value {

    private final Map<Value, Value> entries;
    private final int depth;
    private final long weight;

    private DictValue(Map<Value, Value> entries) {
        this.entries = entries;
        this.depth = Math.max(Nesting.depth(entries.keySet()), Nesting.depth(entries.values()));
        this.weight = Nesting.weight(entries.keySet()) + Nesting.weight(entries.values());
    }

    static DictValue of(Map<Value, Value> entries) {
        return new DictValue(Collections.unmodifiableMap(new LinkedHashMap<>(entries)));
    }

    Map<Value, Value> entries() {
        return entries;
    }

    @Override
    public String type() {
        return "dict";
    }

    @Override
    public boolean truthy() {
        return !entries.isEmpty();
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public List<Value> elements() {
        return List.copyOf(entries.keySet());
    }

    @Override
    public @Nullable Value item(Value key) {
        return key.hashable() ? entries.get(key) : null;
    }

    @Override
    public @Nullable Value attribute(String name) {
        return Method.of(ContainerMethods.DICT, this, name);
    }

    @Override
    public boolean hashable() {
        return false;
    }

    @Override
    public int depth() {
        return depth;
    }

    @Override
    public long weight() {
        return weight;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DictValue dict && entries.equals(dict.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }
}
