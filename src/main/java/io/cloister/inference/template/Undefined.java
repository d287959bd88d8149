package io.cloister.inference.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a name stands for that nobody gave: prints as nothing, holds nothing, is false, and any other use fails.
 *
 * @param message what that failure says
 */
record Undefined(String message) implements Value {

    private static final int LONGEST_NAME = 100;

    static Undefined name(String name) {
        return new Undefined("'" + name + "' is undefined");
    }

    static Undefined member(Value owner, String member) {
        String whose = owner instanceof NoneValue ? "None" : owner.type() + " object";
        String named = member.length() <= LONGEST_NAME ? member : member.substring(0, LONGEST_NAME) + "…";
        return new Undefined("'" + whose + "' has no attribute '" + named + "'");
    }

    @Override
    public String type() {
        return "Undefined";
    }

    @Override
    public boolean truthy() {
        return false;
    }

    @Override
    public int size() {
        return 0;
    }

    @Override
    public List<Value> elements() {
        return List.of();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Undefined;
    }

    @Override
    public int hashCode() {
        return 1;
    }
}
