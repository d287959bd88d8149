package io.cloister.inference.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes values for a template of what the caller gives: maps, lists, strings, numbers, booleans and null. */
final class GivenValues {

    private final Meter meter;

    GivenValues(Meter meter) {
        this.meter = meter;
    }

    Map<String, Value> of(Map<String, ? extends @Nullable Object> variables) throws TemplateException {
        var values = HashMap.<String, Value>newHashMap(variables.size());
        for (var variable : variables.entrySet()) {
            values.put(variable.getKey(), value(variable.getValue()));
        }
        return values;
    }

    private Value value(@Nullable Object given) throws TemplateException {
        meter.enter(1);
        Value value = switch (given) {
            case null -> NoneValue.NONE;
            case String text -> Text.ofValue(text);
            case TrustedText trusted -> Text.ofTemplate(trusted.text());
            case Boolean bool -> BoolValue.of(bool);
            case Integer number -> whole(BigInteger.valueOf(number));
            case Long number -> whole(BigInteger.valueOf(number));
            case BigInteger number -> whole(number);
            case Double number -> new FloatValue(number, false);
            case Float number -> new FloatValue(number, false);
            case Collection<?> items -> list(items);
            case Map<?, ?> entries -> dict(entries);
            default ->
                throw meter.fail("a variable cannot be a " + given.getClass().getName());
        };
        meter.leave();
        return value;
    }

    private Value whole(BigInteger number) throws TemplateException {
        return Arithmetic.checked(meter, new IntValue(number, false));
    }

    private Value list(Collection<?> items) throws TemplateException {
        var values = new ArrayList<Value>(items.size());
        for (Object item : items) {
            values.add(value(item));
        }
        return meter.list(values);
    }

    private Value dict(Map<?, ?> entries) throws TemplateException {
        var values = new LinkedHashMap<Value, Value>();
        for (var entry : entries.entrySet()) {
            Dicts.put(meter, values, value(entry.getKey()), value(entry.getValue()));
        }
        return meter.checked(DictValue.of(values));
    }
}
