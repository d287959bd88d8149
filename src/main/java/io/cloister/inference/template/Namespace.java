package io.cloister.inference.template;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one thing that a template can change: {@code namespace(a=1)}, for values that outlive a loop. */
final class Namespace implements Value {

    private final Map<String, Value> attributes = new LinkedHashMap<>();

    void set(String name, Value value) {
        attributes.put(name, value);
    }

    @Override
    public String type() {
        return "Namespace";
    }

    @Override
    public boolean truthy() {
        return true;
    }

    @Override
    public @Nullable Value attribute(String name) {
        return attributes.get(name);
    }
}
