package io.cloister.inference.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Getting at a part of a value. What is not there is undefined. */
final class Access {

    private Access() {}

    /** {@code value.name}: a method before an item. */
    static Value attribute(Meter meter, Value value, String name) throws TemplateException {
        failIfUndefined(meter, value);
        Value attribute = value.attribute(name);
        Value found = attribute != null ? attribute : value.item(Text.ofTemplate(name));
        return found != null ? found : Undefined.member(value, name);
    }

    /** {@code value[key]}: an item before a method. */
    static Value item(Meter meter, Value value, Value key) throws TemplateException {
        failIfUndefined(meter, value);
        meter.step(value instanceof Text ? value.weight() : key.weight());
        Value item = value.item(key);
        if (item != null) {
            return item;
        }
        Value attribute = key instanceof Text name ? value.attribute(name.chars()) : null;
        return attribute != null
                ? attribute
                : Undefined.member(value, Printed.str(meter, key).chars());
    }

    /** A step of a path, where digits stand for an index. */
    static Value part(Meter meter, Value value, String part) throws TemplateException {
        boolean index = !part.isEmpty() && part.length() < 10 && part.chars().allMatch(Character::isDigit);
        return item(meter, value, index ? IntValue.of(Integer.parseInt(part)) : Text.ofTemplate(part));
    }

    /**
     * A path such as {@code function.parameters.0}, or a key that is no text.
     *
     * @param otherwise what each step takes in place of what is undefined, or null for nothing
     */
    static Value path(Meter meter, Value value, Value path, @Nullable Value otherwise) throws TemplateException {
        if (!(path instanceof Text text)) {
            return path instanceof NoneValue ? value : orElse(item(meter, value, path), otherwise);
        }
        meter.characters(text.length());
        Value reached = value;
        for (String part : List.of(text.chars().split("\\.", -1))) {
            reached = orElse(part(meter, reached, part), otherwise);
        }
        return reached;
    }

    private static Value orElse(Value value, @Nullable Value otherwise) {
        return value instanceof Undefined && otherwise != null ? otherwise : value;
    }

    private static void failIfUndefined(Meter meter, Value value) throws TemplateException {
        if (value instanceof Undefined undefined) {
            throw meter.fail(undefined.message());
        }
    }
}
