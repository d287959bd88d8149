package io.cloister.inference.template;

import java.util.Arrays;

/** Makes a {@link Text}, within the limits. Not thread-safe. */
final class TextBuilder {

    private final Meter meter;
    private final StringBuilder chars = new StringBuilder();
    private int[] borders = new int[8];
    private int borderCount;
    private boolean firstFromTemplate = true;
    private boolean lastFromTemplate = true;

    TextBuilder(Meter meter) {
        this.meter = meter;
    }

    TextBuilder append(String more, boolean fromTemplate) throws TemplateException {
        if (!more.isEmpty()) {
            grow(more.length(), fromTemplate);
            chars.append(more);
        }
        return this;
    }

    TextBuilder append(Text more) throws TemplateException {
        return append(more, 0, more.length());
    }

    TextBuilder append(Text more, int from, int to) throws TemplateException {
        for (int start = from; start < to; ) {
            int end = Math.min(to, more.runEnd(start));
            grow(end - start, more.fromTemplateAt(start));
            chars.append(more.chars(), start, end);
            start = end;
        }
        return this;
    }

    /** The same text several times; none or fewer is nothing. */
    TextBuilder repeat(Text more, long times) throws TemplateException {
        if (times > 0 && !more.isEmpty()) {
            meter.characters(0, Math.min(times, Integer.MAX_VALUE) * more.length());
        }
        for (long i = 0; i < times && !more.isEmpty(); i++) {
            append(more);
        }
        return this;
    }

    Text build() {
        return chars.isEmpty()
                ? Text.EMPTY
                : new Text(chars.toString(), new Origins(firstFromTemplate, Arrays.copyOf(borders, borderCount)));
    }

    private void grow(int by, boolean fromTemplate) throws TemplateException {
        meter.characters(by, (long) chars.length() + by);
        if (chars.isEmpty()) {
            firstFromTemplate = fromTemplate;
        } else if (fromTemplate != lastFromTemplate) {
            if (borderCount == borders.length) {
                borders = Arrays.copyOf(borders, borderCount * 2);
            }
            borders[borderCount++] = chars.length();
        }
        lastFromTemplate = fromTemplate;
    }
}
