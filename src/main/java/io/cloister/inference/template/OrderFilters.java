package io.cloister.inference.template;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Filters that put items in order, or find the extremes. */
final class OrderFilters {

    static final List<Builtin> ALL = List.of(
            Builtin.of("sort", "reverse? case_sensitive? attribute?", OrderFilters::sort),
            Builtin.of("dictsort", "case_sensitive? by? reverse?", OrderFilters::sortEntries),
            Builtin.of("unique", "case_sensitive? attribute?", OrderFilters::unique),
            Builtin.of("min", "case_sensitive? attribute?", call -> extreme(call, false)),
            Builtin.of("max", "case_sensitive? attribute?", call -> extreme(call, true)),
            Builtin.of("sum", "attribute? start?", OrderFilters::sum));

    private OrderFilters() {}

    private static Value sort(Call call) throws TemplateException {
        List<Value> items = call.meter().elements(call.subject());
        return call.meter().list(Sorting.sorted(call.meter(), items, item -> sortKey(call, item), call.flag(0)));
    }

    /** One key, or a list of them where the attribute names several with commas between. */
    private static Value sortKey(Call call, Value item) throws TemplateException {
        if (!(call.optional(2) instanceof Text paths) || paths.chars().indexOf(',') < 0) {
            return Paths.key(call, item, call.optional(2), call.flag(1));
        }
        call.meter().characters(paths.length());
        var keys = new ArrayList<Value>();
        for (String path : List.of(paths.chars().split(",", -1))) {
            keys.add(Paths.key(call, item, Text.ofTemplate(path), call.flag(1)));
        }
        return call.meter().list(keys);
    }

    private static Value sortEntries(Call call) throws TemplateException {
        if (!(call.subject() instanceof DictValue dict)) {
            throw call.fail("dictsort applies to a mapping");
        }
        String by = call.text(1, "key").chars();
        if (!by.equals("key") && !by.equals("value")) {
            throw call.fail("You can only sort by either \"key\" or \"value\"");
        }
        Value part = IntValue.of(by.equals("key") ? 0 : 1);
        List<Value> entries = ContainerMethods.items(call.meter(), dict);
        return call.meter()
                .list(Sorting.sorted(
                        call.meter(), entries, entry -> Paths.key(call, entry, part, call.flag(0)), call.flag(2)));
    }

    private static Value unique(Call call) throws TemplateException {
        var seen = new HashSet<Value>();
        var kept = new ArrayList<Value>();
        for (Value item : call.meter().elements(call.subject())) {
            Value key = Paths.key(call, item, call.optional(1), call.flag(0));
            if (seen.add(Dicts.key(call.meter(), key))) {
                kept.add(item);
            }
        }
        return new Generator(kept);
    }

    private static Value extreme(Call call, boolean largest) throws TemplateException {
        @Nullable Value best = null;
        @Nullable Value bestKey = null;
        for (Value item : call.meter().elements(call.subject())) {
            Value key = Paths.key(call, item, call.optional(1), call.flag(0));
            if (best == null
                    || bestKey == null
                    || Comparison.compare(call.meter(), largest ? ">" : "<", key, bestKey)) {
                best = item;
                bestKey = key;
            }
        }
        return best == null ? new Undefined("No aggregated item, sequence was empty.") : best;
    }

    private static Value sum(Call call) throws TemplateException {
        Value start = call.given(1);
        Value sum = start == null ? IntValue.of(0) : start;
        for (Value item : Paths.of(call, 0, call.meter().elements(call.subject()))) {
            if (sum instanceof Text) {
                throw call.fail("sum() can't sum strings");
            }
            sum = BinaryOperator.ADD.apply(call.meter(), sum, item);
        }
        return sum;
    }
}
