package io.cloister.inference.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Filters that apply a filter or test to each item. */
final class ChoiceFilters {

    private static final Set<String> MAP_NAMES = Set.of("attribute", "default");

    static final List<Builtin> ALL = List.of(
            Builtin.open("map", ChoiceFilters::map),
            Builtin.open("select", call -> choose(call, false, true)),
            Builtin.open("reject", call -> choose(call, false, false)),
            Builtin.open("selectattr", call -> choose(call, true, true)),
            Builtin.open("rejectattr", call -> choose(call, true, false)));

    private ChoiceFilters() {}

    private static Value map(Call call) throws TemplateException {
        if (!call.subject().truthy()) {
            return new Generator(List.of());
        }
        Meter meter = call.meter();
        Arguments given = call.given();
        List<Value> items = meter.elements(call.subject());
        Value attribute = given.named().get("attribute");
        if (given.positional().isEmpty() && attribute != null) {
            if (!MAP_NAMES.containsAll(given.named().keySet())) {
                throw call.fail("map() got an unexpected argument");
            }
            return new Generator(
                    Paths.all(meter, items, attribute, given.named().get("default")));
        }
        String filter = name(call, 0);
        var mapped = new ArrayList<Value>(items.size());
        for (Value item : items) {
            mapped.add(Filters.apply(meter, filter, item, given.after(1)));
        }
        return new Generator(mapped);
    }

    private static Value choose(Call call, boolean byAttribute, boolean wanted) throws TemplateException {
        if (!call.subject().truthy()) {
            return new Generator(List.of());
        }
        Meter meter = call.meter();
        List<Value> positional = call.given().positional();
        int test = byAttribute ? 1 : 0;
        if (positional.size() < test) {
            throw call.fail("Missing parameter for attribute name");
        }
        boolean tested = positional.size() > test;
        var chosen = new ArrayList<Value>();
        for (Value item : meter.elements(call.subject())) {
            Value subject = byAttribute ? Access.path(meter, item, positional.getFirst(), null) : item;
            Value outcome = tested
                    ? Tests.apply(meter, name(call, test), subject, call.given().after(test + 1))
                    : subject;
            if (outcome.truthy() == wanted) {
                chosen.add(item);
            }
        }
        return new Generator(chosen);
    }

    private static String name(Call call, int index) throws TemplateException {
        List<Value> positional = call.given().positional();
        if (index < positional.size() && positional.get(index) instanceof Text name) {
            return name.chars();
        }
        throw call.fail("the name of a filter or test is missing");
    }
}
