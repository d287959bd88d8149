package io.cloister.inference.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Making mappings. */
final class Dicts {

    private Dicts() {}

    static void put(Meter meter, Map<Value, Value> entries, Value key, Value value) throws TemplateException {
        entries.put(key(meter, key), value);
    }

    /** The value, if it can be a key, and what it costs to look it up. */
    static Value key(Meter meter, Value value) throws TemplateException {
        if (!value.hashable()) {
            throw meter.fail("unhashable type: '" + value.type() + "'");
        }
        meter.step(value.weight());
        return value;
    }

    /** What {@code dict(mapping or pairs, name=value)} gives. */
    static DictValue of(Meter meter, Arguments arguments) throws TemplateException {
        var entries = new LinkedHashMap<Value, Value>();
        if (arguments.positional().size() > 1) {
            throw meter.fail("dict expected at most 1 argument");
        }
        for (Value given : arguments.positional()) {
            if (given instanceof DictValue dict) {
                meter.step(dict.weight());
                entries.putAll(dict.entries());
            } else {
                putPairs(meter, entries, given);
            }
        }
        for (var named : arguments.named().entrySet()) {
            put(meter, entries, Text.ofValue(named.getKey()), named.getValue());
        }
        return meter.checked(DictValue.of(entries));
    }

    private static void putPairs(Meter meter, Map<Value, Value> entries, Value pairs) throws TemplateException {
        for (Value pair : meter.elements(pairs)) {
            List<Value> two = meter.elements(pair);
            if (two.size() != 2) {
                throw meter.fail("a mapping is made of pairs");
            }
            put(meter, entries, two.get(0), two.get(1));
        }
    }
}
