package io.cloister.inference.decoder;

import io.cloister.inference.GenerationInput;
import io.cloister.inference.SourceText;
import java.util.List;

/**
 * The text that a decoder gets to read. A completion model gets the text to continue as it is. A chat model gets
 * this, written down as its chat template says:
 *
 * <pre>
 * Answer the question from the sources alone and cite them as [1]. If they do not answer it, say so.
 *
 * [1] Title
 * Text
 *
 * Question: ...
 * Answer:
 * </pre>
 */
final class SourcesPrompt {

    static final String TASK =
            "Answer the question from the sources alone and cite them as [1]. If they do not answer it, say so.";

    private SourcesPrompt() {}

    /** Its tokens; the last sources are left out where they do not fit into {@code most}. */
    static long[] tokens(GenerationInput.Question prompt, LoadedDecoder decoder, int most) {
        if (!decoder.config().chat()) {
            return decoder.ask(prompt.text());
        }
        int count = prompt.sources().size();
        while (true) {
            long[] tokens = decoder.ask(text(prompt.text(), prompt.sources().subList(0, count)));
            if (tokens.length <= most || count == 0) {
                return tokens;
            }
            count--;
        }
    }

    private static String text(String question, List<SourceText> sources) {
        var text = new StringBuilder(TASK).append("\n\n");
        for (SourceText source : sources) {
            text.append("[%d] %s%n%s%n%n".formatted(source.number(), source.title(), source.text()));
        }
        return text.append("Question: ").append(question).append("\nAnswer:").toString();
    }
}
