package io.cloister.inference.embedding;

import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * The labels of a token classifier. {@code B-} begins a span and {@code I-} goes on; the letters of other schemes (S, U
 * begin, E, L go on) mean the same here. A label without a letter goes on.
 *
 * @param labels by class
 */
record LabelScheme(List<Label> labels) {

    private static final String OUTSIDE = "O";

    /** @param type empty outside of any span */
    record Label(String type, boolean begins) {}

    static LabelScheme of(JsonNode config) throws UnusableEncoderException {
        JsonNode names = config.path("id2label");
        boolean whole = names.size() > 0
                && IntStream.range(0, names.size())
                        .allMatch(id -> names.path(Integer.toString(id)).isString());
        if (!whole) {
            throw new UnusableEncoderException(
                    "The file 'config.json' does not say what the model's classes are ('id2label'); get it from the model's maker.");
        }
        return new LabelScheme(IntStream.range(0, names.size())
                .mapToObj(id -> label(names.path(Integer.toString(id)).asString()))
                .toList());
    }

    private static Label label(String name) {
        if (name.equals(OUTSIDE)) {
            return new Label("", false);
        }
        return name.matches("[BISUEL]-.+")
                ? new Label(name.substring(2), "BSU".indexOf(name.charAt(0)) >= 0)
                : new Label(name, false);
    }
}
