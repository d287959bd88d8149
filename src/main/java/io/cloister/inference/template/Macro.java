package io.cloister.inference.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A macro with the variables around the place where it is written. */
final class Macro implements FunctionValue {

    private final Statement.MacroSource source;
    private final Scope scope;
    private final Executor executor;
    private final Evaluator evaluator;

    Macro(Statement.MacroSource source, Scope scope, Executor executor, Evaluator evaluator) {
        this.source = source;
        this.scope = scope;
        this.executor = executor;
        this.evaluator = evaluator;
    }

    @Override
    public String type() {
        return "Macro";
    }

    @Override
    public @Nullable Value attribute(String name) {
        return name.equals("name") ? Text.ofTemplate(source.name()) : null;
    }

    @Override
    public Value call(Meter meter, Arguments arguments) throws TemplateException {
        int line = meter.line();
        meter.enter(line);
        var inner = new Scope(scope);
        bind(meter, arguments, inner);
        Text text = executor.capture(source.body(), inner);
        meter.leave();
        meter.at(line);
        return text;
    }

    private void bind(Meter meter, Arguments arguments, Scope inner) throws TemplateException {
        List<Value> positional = arguments.positional();
        Map<String, Value> named = new LinkedHashMap<>(arguments.named());
        int taken = Math.min(positional.size(), source.parameters().size());
        for (int i = 0; i < source.parameters().size(); i++) {
            var parameter = source.parameters().get(i);
            Value given = i < taken ? positional.get(i) : named.remove(parameter.name());
            inner.set(parameter.name(), given == null ? otherwise(parameter, inner) : given);
        }
        bindRest(meter, positional.subList(taken, positional.size()), named, inner);
    }

    private Value otherwise(Statement.Parameter parameter, Scope inner) throws TemplateException {
        return parameter.otherwise() == null
                ? new Undefined("parameter '" + parameter.name() + "' was not provided")
                : evaluator.value(parameter.otherwise(), inner);
    }

    /** What no parameter takes; it is an error to give what the macro does not ask for. */
    private void bindRest(Meter meter, List<Value> positional, Map<String, Value> named, Scope inner)
            throws TemplateException {
        if (source.usesCaller()
                && source.parameters().stream().noneMatch(known -> known.name().equals("caller"))) {
            Value caller = named.remove("caller");
            inner.set("caller", caller == null ? new Undefined("No caller defined") : caller);
        }
        if (source.usesVarargs()) {
            inner.set("varargs", meter.tuple(positional));
        } else if (!positional.isEmpty()) {
            throw meter.fail("macro '" + source.name() + "' takes not more than "
                    + source.parameters().size() + " argument(s)");
        }
        if (source.usesKwargs()) {
            inner.set("kwargs", Dicts.of(meter, new Arguments(List.of(), named)));
        } else if (!named.isEmpty()) {
            throw meter.fail("macro '" + source.name() + "' takes no keyword argument '"
                    + named.keySet().iterator().next() + "'");
        }
    }
}
