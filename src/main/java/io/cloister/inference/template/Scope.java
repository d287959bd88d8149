package io.cloister.inference.template;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables, those of this place over those around it. Not thread-safe. */
final class Scope {

    private final @Nullable Scope outer;
    private final Map<String, Value> variables;

    /** Around everything: what the template is given, over what comes with the language. */
    Scope(Map<String, Value> variables) {
        this.outer = null;
        this.variables = new HashMap<>(variables);
    }

    Scope(Scope outer) {
        this.outer = outer;
        this.variables = HashMap.newHashMap(4);
    }

    void set(String name, Value value) {
        variables.put(name, value);
    }

    Value get(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Value value = scope.variables.get(name);
            if (value != null) {
                return value;
            }
        }
        return Undefined.name(name);
    }
}
