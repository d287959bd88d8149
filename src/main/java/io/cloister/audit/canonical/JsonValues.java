package io.cloister.audit.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Brings values into the few kinds that events are made of, in text that PostgreSQL's jsonb accepts. */
final class JsonValues {

    private static final char REPLACEMENT = '\uFFFD';

    private JsonValues() {}

    static Object of(String key, Object value) {
        return switch (value) {
            case CharSequence text -> wellFormed(text);
            case UUID id -> id.toString();
            case Integer number -> number;
            case Long number -> Math.abs(number) <= CanonicalEvent.LARGEST_INTEGER ? number : number.toString();
            case Iterable<?> items -> list(key, items);
            case Map<?, ?> map -> object(key, map);
            default ->
                throw new IllegalArgumentException("audit field " + key + " cannot hold a "
                        + value.getClass().getName());
        };
    }

    private static List<Object> list(String key, Iterable<?> items) {
        List<Object> values = new ArrayList<>();
        items.forEach(item -> values.add(of(key, item)));
        return values;
    }

    private static Map<String, Object> object(String key, Map<?, ?> map) {
        Map<String, Object> values = new TreeMap<>();
        map.forEach((name, value) -> values.put(wellFormed(name.toString()), of(key, value)));
        return values;
    }

    /** jsonb refuses the character NUL and halves of surrogate pairs. */
    private static String wellFormed(CharSequence text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints()
                .forEach(point -> result.appendCodePoint(
                        point == 0 || (point <= Character.MAX_SURROGATE && point >= Character.MIN_SURROGATE)
                                ? REPLACEMENT
                                : point));
        return result.toString();
    }
}
