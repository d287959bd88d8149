package io.cloister.inference.template;

import java.util.List;

/** What filters such as {@code map} and {@code select} give: true even if empty, without a length, and used up once. */
final class Generator implements Value {

    private final int depth;
    private List<Value> items;

    Generator(List<Value> items) {
        this.items = List.copyOf(items);
        this.depth = Nesting.depth(items);
    }

    @Override
    public String type() {
        return "generator";
    }

    @Override
    public boolean truthy() {
        return true;
    }

    @Override
    public List<Value> elements() {
        List<Value> rest = items;
        items = List.of();
        return rest;
    }

    @Override
    public int depth() {
        return depth;
    }
}
