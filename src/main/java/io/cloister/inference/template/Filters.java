package io.cloister.inference.template;

import java.util.List;
import java.util.Map;

/** The filters, by name. */
final class Filters {

    private static final Map<String, Builtin> ALL = Builtin.named(
            List.of(TextFilters.ALL, NumberFilters.ALL, ItemFilters.ALL, OrderFilters.ALL, ChoiceFilters.ALL));

    private Filters() {}

    static boolean exists(String name) {
        return ALL.containsKey(name);
    }

    static Value apply(Meter meter, String name, Value subject, Arguments arguments) throws TemplateException {
        Builtin filter = ALL.get(name);
        if (filter == null) {
            throw meter.fail("no filter named '" + name + "'");
        }
        return filter.apply(meter, subject, arguments);
    }
}
