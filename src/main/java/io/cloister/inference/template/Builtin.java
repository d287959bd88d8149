package io.cloister.inference.template;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A filter, test, method or function that comes with the language.
 *
 * @param parameters names, as templates may use them, in order
 * @param required how many of them have to be given
 * @param open whether it takes any arguments, so that there is nothing to bind
 */
record Builtin(String name, List<String> parameters, int required, boolean open, Body body) {

    /** What it does. */
    @FunctionalInterface
    interface Body {
        Value apply(Call call) throws TemplateException;
    }

    /** A question it answers. */
    @FunctionalInterface
    interface Question {
        boolean holds(Call call) throws TemplateException;
    }

    /** One with the parameters of {@code "old new count?"}, where a mark follows those that may be left out. */
    static Builtin of(String name, String parameters, Body body) {
        List<String> words = Arrays.stream(parameters.split(" "))
                .filter(word -> !word.isEmpty())
                .toList();
        int required = (int) words.stream().filter(word -> !word.endsWith("?")).count();
        List<String> names = words.stream().map(word -> word.replace("?", "")).toList();
        return new Builtin(name, names, required, false, body);
    }

    static Builtin open(String name, Body body) {
        return new Builtin(name, List.of(), 0, true, body);
    }

    static Builtin test(String name, String parameters, Question question) {
        return of(name, parameters, call -> BoolValue.of(question.holds(call)));
    }

    static Map<String, Builtin> named(List<List<Builtin>> groups) {
        return groups.stream()
                .flatMap(List::stream)
                .collect(Collectors.toUnmodifiableMap(Builtin::name, Function.identity()));
    }

    Value apply(Meter meter, Value subject, Arguments given) throws TemplateException {
        return body.apply(new Call(meter, subject, given, parameters, bind(meter, given)));
    }

    private @Nullable Value[] bind(Meter meter, Arguments given) throws TemplateException {
        var bound = new @Nullable Value[parameters.size()];
        if (open) {
            return bound;
        }
        if (given.positional().size() > bound.length) {
            throw meter.fail(name + "() takes at most " + bound.length + " arguments");
        }
        for (int i = 0; i < given.positional().size(); i++) {
            bound[i] = given.positional().get(i);
        }
        for (var argument : given.named().entrySet()) {
            int index = parameters.indexOf(argument.getKey());
            if (index < 0 || bound[index] != null) {
                throw meter.fail(name + "() got an unexpected argument '" + argument.getKey() + "'");
            }
            bound[index] = argument.getValue();
        }
        for (int i = 0; i < required; i++) {
            if (bound[i] == null) {
                throw meter.fail(name + "() lacks its argument '" + parameters.get(i) + "'");
            }
        }
        return bound;
    }
}
