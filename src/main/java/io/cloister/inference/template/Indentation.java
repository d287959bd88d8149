package io.cloister.inference.template;

import java.util.List;

/** The filter {@code indent(width=4, first=False, blank=False)}. */
final class Indentation {

    private static final int USUAL_WIDTH = 4;
    private static final Text NEWLINE = Text.ofTemplate("\n");

    private Indentation() {}

    static Text indent(Call call) throws TemplateException {
        Meter meter = call.meter();
        if (!(call.subject() instanceof Text text)) {
            throw call.fail(
                    "indent applies to a string, not to " + call.subject().type());
        }
        Text indent = call.optional(0) instanceof Text given
                ? given
                : new TextBuilder(meter)
                        .repeat(Text.ofTemplate(" "), call.integer(0, USUAL_WIDTH))
                        .build();
        List<Value> lines = SplitMethods.lines(meter, withNewline(meter, text), false);
        var out = new TextBuilder(meter);
        for (int i = 0; i < lines.size(); i++) {
            var line = (Text) lines.get(i);
            boolean indented = i == 0 ? call.flag(1) : call.flag(2) || !line.isEmpty();
            out.append(i == 0 ? Text.EMPTY : newline(text))
                    .append(indented ? indent : Text.EMPTY)
                    .append(line);
        }
        return out.build();
    }

    /** So that an empty last line counts as one. */
    private static Text withNewline(Meter meter, Text text) throws TemplateException {
        return new TextBuilder(meter).append(text).append(NEWLINE).build();
    }

    /** Ends of lines stay those of the text. */
    private static Text newline(Text text) {
        return Text.of("\n", text.fromTemplate());
    }
}
