package io.cloister.inference.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The methods of lists, tuples and mappings; those that would change them do not exist here. */
final class ContainerMethods {

    static final Map<String, Builtin> SEQUENCE = Builtin.named(List.of(List.of(
            Builtin.of("count", "value", ContainerMethods::count),
            Builtin.of("index", "value", ContainerMethods::index),
            Builtin.of("copy", "", Call::subject))));

    static final Map<String, Builtin> DICT = Builtin.named(List.of(List.of(
            Builtin.of("get", "key default?", ContainerMethods::get),
            Builtin.of("keys", "", call -> view(call, "dict_keys", keys(call))),
            Builtin.of("values", "", call -> view(call, "dict_values", values(call))),
            Builtin.of("items", "", call -> view(call, "dict_items", items(call.meter(), dict(call)))),
            Builtin.of("copy", "", Call::subject))));

    private ContainerMethods() {}

    /** Keys and values of a mapping, as tuples. */
    static List<Value> items(Meter meter, DictValue dict) throws TemplateException {
        var items = new ArrayList<Value>(dict.size());
        for (var entry : dict.entries().entrySet()) {
            items.add(meter.tuple(List.of(entry.getKey(), entry.getValue())));
        }
        return items;
    }

    private static DictValue dict(Call call) {
        return (DictValue) call.subject();
    }

    private static List<Value> keys(Call call) {
        return List.copyOf(dict(call).entries().keySet());
    }

    private static List<Value> values(Call call) {
        return List.copyOf(dict(call).entries().values());
    }

    private static Value view(Call call, String type, List<Value> items) throws TemplateException {
        return new View(type, call.meter().list(items));
    }

    private static Value get(Call call) throws TemplateException {
        Value found = dict(call).item(Dicts.key(call.meter(), call.value(0)));
        if (found != null) {
            return found;
        }
        Value otherwise = call.given(1);
        return otherwise == null ? NoneValue.NONE : otherwise;
    }

    private static Value count(Call call) throws TemplateException {
        long count = 0;
        for (Value item : call.meter().elements(call.subject())) {
            count += Comparison.equal(call.meter(), item, call.value(0)) ? 1 : 0;
        }
        return IntValue.of(count);
    }

    private static Value index(Call call) throws TemplateException {
        List<Value> items = call.meter().elements(call.subject());
        for (int i = 0; i < items.size(); i++) {
            if (Comparison.equal(call.meter(), items.get(i), call.value(0))) {
                return IntValue.of(i);
            }
        }
        throw call.fail("the list does not hold the value");
    }
}
