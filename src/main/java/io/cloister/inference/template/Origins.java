package io.cloister.inference.template;

import java.util.Arrays;

/** For each place in a text, whether the template wrote what stands there. Immutable. */
final class Origins {

    static final Origins TEMPLATE = new Origins(true);
    static final Origins VALUE = new Origins(false);

    private final boolean firstFromTemplate;
    private final int[] borders;

    /**
     * @param firstFromTemplate for the first place
     * @param borders where it changes: ascending, within the text
     */
    Origins(boolean firstFromTemplate, int... borders) {
        this.firstFromTemplate = firstFromTemplate;
        this.borders = borders;
    }

    boolean allFromTemplate() {
        return borders.length == 0 && firstFromTemplate;
    }

    boolean fromTemplateAt(int position) {
        return firstFromTemplate == (run(position) % 2 == 0);
    }

    /** Where the run of one origin ends that holds the position, at most at the end of the text. */
    int runEnd(int position, int length) {
        int run = run(position);
        return run == borders.length ? length : borders[run];
    }

    /** Those of the part from one place to another. */
    Origins cut(int from, int to) {
        int first = run(from);
        int[] inner = new int[run(to - 1) - first];
        for (int i = 0; i < inner.length; i++) {
            inner[i] = borders[first + i] - from;
        }
        return inner.length > 0 ? new Origins(fromTemplateAt(from), inner) : fromTemplateAt(from) ? TEMPLATE : VALUE;
    }

    private int run(int position) {
        if (borders.length == 0) {
            return 0;
        }
        int found = Arrays.binarySearch(borders, position);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
