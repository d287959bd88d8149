package io.cloister.inference.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call of a {@link Builtin}: what it is applied to, and its arguments as what they should be. */
final class Call {

    private final Meter meter;
    private final Value subject;
    private final Arguments given;
    private final List<String> names;
    private final @Nullable Value[] bound;

    Call(Meter meter, Value subject, Arguments given, List<String> names, @Nullable Value[] bound) {
        this.meter = meter;
        this.subject = subject;
        this.given = given;
        this.names = names;
        this.bound = bound;
    }

    Meter meter() {
        return meter;
    }

    Value subject() {
        return subject;
    }

    /** What it is applied to, as text. */
    Text self() throws TemplateException {
        return Printed.str(meter, subject);
    }

    /** All arguments as they were given. */
    Arguments given() {
        return given;
    }

    /** An argument that may be left out; null then. */
    @Nullable Value given(int index) {
        return bound[index];
    }

    /** An argument that may be left out or {@code None}; null then. */
    @Nullable Value optional(int index) {
        return bound[index] instanceof NoneValue ? null : bound[index];
    }

    Value value(int index) throws TemplateException {
        Value value = bound[index];
        if (value == null) {
            throw meter.fail("argument '" + names.get(index) + "' is missing");
        }
        return value;
    }

    Text text(int index) throws TemplateException {
        if (value(index) instanceof Text text) {
            return text;
        }
        throw wrong(index, "str");
    }

    Text text(int index, String otherwise) throws TemplateException {
        return optional(index) == null ? Text.ofTemplate(otherwise) : text(index);
    }

    /** An integer, cut to the range of {@code int}. */
    int integer(int index, int otherwise) throws TemplateException {
        Value value = optional(index);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Numeric number && !number.isFloat()) {
            return Positions.clamp(number.whole());
        }
        throw wrong(index, "int");
    }

    boolean flag(int index) {
        Value value = bound[index];
        return value != null && value.truthy();
    }

    TemplateException fail(String problem) {
        return meter.fail(problem);
    }

    private TemplateException wrong(int index, String type) throws TemplateException {
        return fail("argument '" + names.get(index) + "' must be " + type + ", not "
                + value(index).type());
    }
}
