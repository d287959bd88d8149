package io.cloister.inference.template;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A builtin together with what it is applied to, as in {@code text.upper}; functions apply to nothing. */
record Method(Builtin builtin, Value subject) implements FunctionValue {

    static @Nullable Method of(Map<String, Builtin> methods, Value subject, String name) {
        Builtin builtin = methods.get(name);
        return builtin == null ? null : new Method(builtin, subject);
    }

    static Method function(Builtin builtin) {
        return new Method(builtin, NoneValue.NONE);
    }

    @Override
    public String type() {
        return "builtin_function_or_method";
    }

    @Override
    public Value call(Meter meter, Arguments arguments) throws TemplateException {
        return builtin.apply(meter, subject, arguments);
    }
}
