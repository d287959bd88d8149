package io.cloister.inference.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What filters take of each item, by a path that one of their arguments gives. */
final class Paths {

    private Paths() {}

    /** @param otherwise what stands in for what is undefined, or null for nothing */
    static List<Value> all(Meter meter, List<Value> items, Value path, @Nullable Value otherwise)
            throws TemplateException {
        var reached = new ArrayList<Value>(items.size());
        for (Value item : items) {
            reached.add(Access.path(meter, item, path, otherwise));
        }
        return reached;
    }

    /** The items themselves where the argument is left out. */
    static List<Value> of(Call call, int argument, List<Value> items) throws TemplateException {
        Value path = call.optional(argument);
        return path == null ? items : all(call.meter(), items, path, null);
    }

    /** The key that an item is ordered by: in small letters unless case matters. */
    static Value key(Call call, Value item, @Nullable Value path, boolean caseMatters) throws TemplateException {
        Value key = path == null ? item : Access.path(call.meter(), item, path, null);
        return key instanceof Text text && !caseMatters ? CaseMethods.lower(call.meter(), text) : key;
    }
}
