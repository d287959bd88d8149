package io.cloister.inference.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A string that knows of each of its characters whether the template wrote it or it came out of a value. Equality, order
 * and hash see the characters only. Lengths and positions within Java are UTF-16 units, those a template sees are code
 * points.
 */
final class Text implements Value, Comparable<Text> {

    static final Text EMPTY = new Text("", Origins.TEMPLATE);

    private final String chars;
    private final Origins origins;

    Text(String chars, Origins origins) {
        this.chars = chars;
        this.origins = origins;
    }

    static Text of(String chars, boolean fromTemplate) {
        return chars.isEmpty() ? EMPTY : new Text(chars, fromTemplate ? Origins.TEMPLATE : Origins.VALUE);
    }

    static Text ofTemplate(String chars) {
        return of(chars, true);
    }

    static Text ofValue(String chars) {
        return of(chars, false);
    }

    String chars() {
        return chars;
    }

    int length() {
        return chars.length();
    }

    boolean isEmpty() {
        return chars.isEmpty();
    }

    boolean fromTemplateAt(int position) {
        return origins.fromTemplateAt(position);
    }

    /** Whether the template wrote all of it. */
    boolean fromTemplate() {
        return origins.allFromTemplate();
    }

    /** Where the run of one origin ends that holds the position. */
    int runEnd(int position) {
        return origins.runEnd(position, chars.length());
    }

    /** A part of it, by UTF-16 units. */
    Text slice(Meter meter, int from, int to) throws TemplateException {
        if (from >= to) {
            return EMPTY;
        }
        if (from == 0 && to == chars.length()) {
            return this;
        }
        meter.characters(to - from);
        return cut(from, to);
    }

    private Text cut(int from, int to) {
        return new Text(chars.substring(from, to), origins.cut(from, to));
    }

    List<Piece> pieces() {
        var pieces = new ArrayList<Piece>();
        for (int from = 0; from < chars.length(); ) {
            int to = runEnd(from);
            pieces.add(new Piece(chars.substring(from, to), fromTemplateAt(from)));
            from = to;
        }
        return List.copyOf(pieces);
    }

    @Override
    public String type() {
        return "str";
    }

    @Override
    public boolean truthy() {
        return !chars.isEmpty();
    }

    @Override
    public int size() {
        return chars.codePointCount(0, chars.length());
    }

    @Override
    public List<Value> elements() {
        var elements = new ArrayList<Value>(chars.length());
        for (int from = 0; from < chars.length(); ) {
            int to = from + Character.charCount(chars.codePointAt(from));
            elements.add(cut(from, to));
            from = to;
        }
        return elements;
    }

    @Override
    public @Nullable Value item(Value key) {
        int index = Positions.index(key, size());
        if (index < 0) {
            return null;
        }
        int from = chars.offsetByCodePoints(0, index);
        return cut(from, chars.offsetByCodePoints(from, 1));
    }

    @Override
    public @Nullable Value attribute(String name) {
        return Method.of(TextMethods.ALL, this, name);
    }

    @Override
    public long weight() {
        return 1L + chars.length() / 64;
    }

    /** By code points, as Python orders strings. */
    @Override
    public int compareTo(Text other) {
        int shorter = Math.min(length(), other.length());
        int same = 0;
        while (same < shorter && chars.charAt(same) == other.chars.charAt(same)) {
            same++;
        }
        return same == shorter
                ? Integer.compare(length(), other.length())
                : Integer.compare(codePointAround(same), other.codePointAround(same));
    }

    private int codePointAround(int position) {
        boolean secondHalf =
                position > 0 && Character.isSurrogatePair(chars.charAt(position - 1), chars.charAt(position));
        return chars.codePointAt(secondHalf ? position - 1 : position);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Text text && chars.equals(text.chars);
    }

    @Override
    public int hashCode() {
        return chars.hashCode();
    }
}
