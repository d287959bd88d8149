package io.cloister.inference.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list or a tuple. Templates cannot change lists, so both are fixed; they differ in equality and in print. */
final class Sequence implements Value {

    /** Which of the two. */
    enum Kind {
        LIST("list"),
        TUPLE("tuple");

        private final String type;

        Kind(String type) {
            this.type = type;
        }
    }

    private final Kind kind;
    private final List<Value> items;
    private final boolean hashable;
    private final int depth;
    private final long weight;

    private Sequence(Kind kind, List<Value> items) {
        this.kind = kind;
        this.items = List.copyOf(items);
        this.hashable = kind == Kind.TUPLE && items.stream().allMatch(Value::hashable);
        this.depth = Nesting.depth(items);
        this.weight = Nesting.weight(items);
    }

    static Sequence list(List<Value> items) {
        return new Sequence(Kind.LIST, items);
    }

    static Sequence tuple(List<Value> items) {
        return new Sequence(Kind.TUPLE, items);
    }

    Kind kind() {
        return kind;
    }

    Sequence with(List<Value> others) {
        return new Sequence(kind, others);
    }

    List<Value> items() {
        return items;
    }

    @Override
    public String type() {
        return kind.type;
    }

    @Override
    public boolean truthy() {
        return !items.isEmpty();
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public List<Value> elements() {
        return items;
    }

    @Override
    public @Nullable Value item(Value key) {
        int index = Positions.index(key, items.size());
        return index < 0 ? null : items.get(index);
    }

    @Override
    public @Nullable Value attribute(String name) {
        return Method.of(ContainerMethods.SEQUENCE, this, name);
    }

    @Override
    public boolean hashable() {
        return hashable;
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
        return other instanceof Sequence sequence && kind == sequence.kind && items.equals(sequence.items);
    }

    @Override
    public int hashCode() {
        return items.hashCode();
    }
}
