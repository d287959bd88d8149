package io.cloister.inference.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Filters on what a value holds. */
final class ItemFilters {

    static final List<Builtin> ALL = List.of(
            Builtin.of("length", "", ItemFilters::length),
            Builtin.of("count", "", ItemFilters::length),
            Builtin.of("first", "", ItemFilters::first),
            Builtin.of("last", "", ItemFilters::last),
            Builtin.of("list", "", call -> call.meter().list(call.meter().elements(call.subject()))),
            Builtin.of("items", "", ItemFilters::items),
            Builtin.of("reverse", "", ItemFilters::reverse),
            Builtin.of("attr", "name", ItemFilters::attribute),
            Builtin.of("default", "default_value? boolean?", ItemFilters::otherwise),
            Builtin.of("d", "default_value? boolean?", ItemFilters::otherwise));

    private ItemFilters() {}

    private static Value length(Call call) throws TemplateException {
        call.meter().step(call.subject() instanceof Text text ? text.weight() : 1);
        int size = call.subject().size();
        if (size < 0) {
            throw call.fail("object of type '" + call.subject().type() + "' has no len()");
        }
        return IntValue.of(size);
    }

    private static Value first(Call call) throws TemplateException {
        List<Value> items = call.meter().elements(call.subject());
        return items.isEmpty() ? new Undefined("No first item, sequence was empty.") : items.getFirst();
    }

    private static Value last(Call call) throws TemplateException {
        if (call.subject() instanceof Generator) {
            throw call.fail("'generator' object is not reversible");
        }
        List<Value> items = call.meter().elements(call.subject());
        return items.isEmpty() ? new Undefined("No last item, sequence was empty.") : items.getLast();
    }

    private static Value items(Call call) throws TemplateException {
        return switch (call.subject()) {
            case Undefined undefined -> new Generator(List.of());
            case DictValue dict -> new Generator(ContainerMethods.items(call.meter(), dict));
            default -> throw call.fail("Can only get item pairs from a mapping.");
        };
    }

    private static Value reverse(Call call) throws TemplateException {
        if (call.subject() instanceof Text text) {
            return Slices.text(call.meter(), text, Positions.slice(text.size(), null, null, -1));
        }
        var items = new ArrayList<>(call.meter().elements(call.subject()));
        Collections.reverse(items);
        return new Generator(items);
    }

    private static Value attribute(Call call) throws TemplateException {
        Value found = call.subject().attribute(call.text(0).chars());
        return found != null
                ? found
                : Undefined.member(call.subject(), call.text(0).chars());
    }

    private static Value otherwise(Call call) {
        Value given = call.given(0);
        boolean missing = call.subject() instanceof Undefined
                || (call.flag(1) && !call.subject().truthy());
        return missing ? (given == null ? Text.EMPTY : given) : call.subject();
    }
}
