package io.cloister.inference.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls functions, filters and tests. */
final class CallEvaluator {

    private final Meter meter;
    private final Evaluator evaluator;

    CallEvaluator(Meter meter, Evaluator evaluator) {
        this.meter = meter;
        this.evaluator = evaluator;
    }

    /** A call, with the body of a call block if it has one. */
    Value call(Expression.Call call, Scope scope, @Nullable Value caller) throws TemplateException {
        Value function = evaluator.value(call.function(), scope);
        Arguments written = arguments(call.arguments(), scope);
        Arguments arguments = caller == null ? written : written.with("caller", caller);
        meter.at(call.line());
        return switch (function) {
            case FunctionValue callable -> callable.call(meter, arguments);
            case Undefined undefined -> throw meter.fail(undefined.message());
            default -> throw meter.fail("'" + function.type() + "' object is not callable");
        };
    }

    Value filter(Expression.Filter filter, Scope scope) throws TemplateException {
        Value subject = evaluator.value(filter.value(), scope);
        Arguments arguments = arguments(filter.arguments(), scope);
        meter.at(filter.line());
        return Filters.apply(meter, filter.name(), subject, arguments);
    }

    Value test(Expression.Test test, Scope scope) throws TemplateException {
        Value subject = evaluator.value(test.value(), scope);
        Arguments arguments = arguments(test.arguments(), scope);
        meter.at(test.line());
        return Tests.apply(meter, test.name(), subject, arguments);
    }

    private Arguments arguments(Expression.ArgumentList list, Scope scope) throws TemplateException {
        if (list.isEmpty()) {
            return Arguments.NONE;
        }
        List<Value> positional = evaluator.values(list.positional(), scope);
        Map<String, Value> named = new LinkedHashMap<>();
        for (var argument : list.named().entrySet()) {
            named.put(argument.getKey(), evaluator.value(argument.getValue(), scope));
        }
        if (list.spread() != null) {
            positional.addAll(meter.elements(evaluator.value(list.spread(), scope)));
        }
        if (list.spreadNamed() != null) {
            spread(named, evaluator.value(list.spreadNamed(), scope));
        }
        return new Arguments(positional, named);
    }

    private void spread(Map<String, Value> named, Value value) throws TemplateException {
        if (!(value instanceof DictValue dict)) {
            throw meter.fail("argument after ** must be a mapping, not " + value.type());
        }
        meter.items(dict.size());
        for (var entry : dict.entries().entrySet()) {
            if (!(entry.getKey() instanceof Text name) || named.put(name.chars(), entry.getValue()) != null) {
                throw meter.fail("an argument after ** has no name of its own");
            }
        }
    }
}
