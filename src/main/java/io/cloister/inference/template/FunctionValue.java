package io.cloister.inference.template;

/** Anything that can be called. */
non-sealed interface FunctionValue extends Value {

    Value call(Meter meter, Arguments arguments) throws TemplateException;

    @Override
    default boolean truthy() {
        return true;
    }
}
