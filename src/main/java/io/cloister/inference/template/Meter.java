package io.cloister.inference.template;

import java.util.List;

/** Counts what one rendering uses up, and knows the line it is at. Not thread-safe. */
final class Meter {

    private static final int CHARACTERS_PER_STEP = 8;
    private static final int COMPARED_PER_STEP = 64;
    private static final int STEPS_PER_ITEM = 4;

    private final TemplateLimits limits;
    private long stepsLeft;
    private int depth;
    private int line = 1;

    Meter(TemplateLimits limits) {
        this.limits = limits;
        this.stepsLeft = limits.steps();
    }

    int line() {
        return line;
    }

    void at(int line) {
        this.line = line;
    }

    TemplateException fail(String problem) {
        return new TemplateException(line, problem);
    }

    /** One level down, until {@link #leave}; a failure ends the rendering, so nothing is left in a {@code finally}. */
    void enter(int line) throws TemplateException {
        this.line = line;
        step(1);
        if (++depth > limits.depth()) {
            throw fail("nested deeper than " + limits.depth() + " levels");
        }
    }

    void leave() {
        depth--;
    }

    void step(long count) throws TemplateException {
        stepsLeft -= count;
        if (stepsLeft < 0) {
            throw fail("the template takes more than " + limits.steps() + " steps");
        }
    }

    /** To be asked before a text is made or grows. */
    void characters(long made, long length) throws TemplateException {
        if (length > limits.textCharacters()) {
            throw fail("a text grows past " + limits.textCharacters() + " characters");
        }
        step(1 + made / CHARACTERS_PER_STEP);
    }

    void characters(long made) throws TemplateException {
        characters(made, made);
    }

    /** To be asked before texts are read to the end, compared, or searched, which may look at each place several times. */
    void looksAt(long characters, long times) throws TemplateException {
        step(1 + characters * times / COMPARED_PER_STEP);
    }

    /** To be asked before a list is made. */
    void items(long count) throws TemplateException {
        step(1 + count * STEPS_PER_ITEM);
    }

    Sequence list(List<Value> items) throws TemplateException {
        return checked(Sequence.list(items));
    }

    Sequence tuple(List<Value> items) throws TemplateException {
        return checked(Sequence.tuple(items));
    }

    /** A container within the limits of nesting, so that whoever walks through it needs no limit of their own. */
    <V extends Value> V checked(V container) throws TemplateException {
        items(Math.max(0, container.size()));
        if (container.depth() > limits.nesting()) {
            throw fail("lists and mappings nested deeper than " + limits.nesting() + " levels");
        }
        return container;
    }

    /** The items that iterating over the value gives. */
    List<Value> elements(Value value) throws TemplateException {
        items(Math.max(0, value.size()));
        List<Value> elements = value.elements();
        if (elements == null) {
            throw fail("'" + value.type() + "' object is not iterable");
        }
        return elements;
    }

    TemplateLimits limits() {
        return limits;
    }
}
