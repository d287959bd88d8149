package io.cloister.inference.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value as a template sees it, with the meaning it has in Python. {@code equals} is Python's {@code ==}, across number
 * types too, and {@code hashCode} agrees with it.
 */
sealed interface Value
        permits NoneValue,
                Numeric,
                Text,
                Sequence,
                DictValue,
                RangeValue,
                View,
                Generator,
                Undefined,
                Namespace,
                FunctionValue {

    /** The name of the type in Python, for messages. */
    String type();

    boolean truthy();

    /** What {@code len} gives, or -1 where there is no length. */
    default int size() {
        return -1;
    }

    /** What iterating gives, or null where the value cannot be iterated over. */
    default @Nullable List<Value> elements() {
        return null;
    }

    /** {@code value[key]}, or null where there is no such item. */
    default @Nullable Value item(Value key) {
        return null;
    }

    /** {@code value.name} where it is not an item, or null. */
    default @Nullable Value attribute(String name) {
        return null;
    }

    default boolean hashable() {
        return true;
    }

    /** How deep lists and mappings nest in it; 0 for what holds nothing. */
    default int depth() {
        return 0;
    }

    /** About how many steps it takes to look at all of it; items that are shared count each time. */
    default long weight() {
        return 1;
    }
}
