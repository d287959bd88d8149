package io.cloister.inference.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variable {@code loop}: where a loop is, and a function where the loop is recursive. */
final class LoopValue implements FunctionValue {

    /** Runs the loop's body over other items. */
    @FunctionalInterface
    interface Recursion {
        Text over(Value iterable) throws TemplateException;
    }

    private final List<Value> items;
    private final int depth;
    private final @Nullable Recursion recursion;
    private int index = -1;
    private @Nullable List<Value> lastSeen;

    LoopValue(List<Value> items, int depth, @Nullable Recursion recursion) {
        this.items = items;
        this.depth = depth;
        this.recursion = recursion;
    }

    void advance() {
        index++;
    }

    @Override
    public String type() {
        return "LoopContext";
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public @Nullable Value attribute(String name) {
        return switch (name) {
            case "index" -> IntValue.of(index + 1L);
            case "index0" -> IntValue.of(index);
            case "revindex" -> IntValue.of(items.size() - index);
            case "revindex0" -> IntValue.of(items.size() - index - 1L);
            case "first" -> BoolValue.of(index == 0);
            case "last" -> BoolValue.of(index == items.size() - 1);
            case "length" -> IntValue.of(items.size());
            case "depth" -> IntValue.of(depth + 1L);
            case "depth0" -> IntValue.of(depth);
            case "previtem" -> index == 0 ? new Undefined("there is no previous item") : items.get(index - 1);
            case "nextitem" ->
                index == items.size() - 1 ? new Undefined("there is no next item") : items.get(index + 1);
            case "cycle" -> Method.function(Builtin.open(name, this::cycle));
            case "changed" -> Method.function(Builtin.open(name, this::changed));
            default -> null;
        };
    }

    @Override
    public Value call(Meter meter, Arguments arguments) throws TemplateException {
        if (recursion == null || arguments.positional().size() != 1) {
            throw meter.fail("only a loop marked recursive can be called, with what to loop over");
        }
        return recursion.over(arguments.positional().getFirst());
    }

    private Value cycle(Call call) throws TemplateException {
        List<Value> choices = call.given().positional();
        if (choices.isEmpty()) {
            throw call.fail("no items for cycling given");
        }
        return choices.get(index % choices.size());
    }

    private Value changed(Call call) throws TemplateException {
        List<Value> seen = call.given().positional();
        boolean changed = lastSeen == null
                || !Comparison.equal(
                        call.meter(), call.meter().tuple(lastSeen), call.meter().tuple(seen));
        lastSeen = seen;
        return BoolValue.of(changed);
    }
}
