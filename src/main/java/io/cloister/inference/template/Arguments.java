package io.cloister.inference.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a function, filter or test is called with, evaluated. */
record Arguments(List<Value> positional, Map<String, Value> named) {

    static final Arguments NONE = new Arguments(List.of(), Map.of());

    /** The same without the first so many positional ones. */
    Arguments after(int count) {
        return new Arguments(positional.subList(count, positional.size()), named);
    }

    Arguments with(String name, Value value) {
        var more = new LinkedHashMap<>(named);
        more.put(name, value);
        return new Arguments(positional, more);
    }
}
