package io.cloister.inference.decoder;

import io.cloister.inference.template.ChatTemplate;
import io.cloister.inference.template.TemplateException;
import io.cloister.inference.template.TrustedText;
import io.cloister.inference.tokenizer.PromptTokenizer;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.List;
import java.util.Map;

/**
 * How a checkpoint writes down a conversation: its own template, with its own control tokens.
 *
 * @param tokens the template's {@code bos_token} and its like
 */
record ChatFormat(ChatTemplate template, PromptTokenizer tokenizer, Map<String, String> tokens)
        implements AutoCloseable {

    private static final TrustedText USER = new TrustedText("user");

    /**
     * The tokens of one message from a person, up to where the model's answer begins.
     *
     * @throws Problem {@code unavailable} where the template cannot write it down
     */
    long[] ask(String message) {
        try {
            return tokenizer.encode(template.renderPieces(
                    Map.of(
                            "messages",
                            List.of(Map.of("role", USER, "content", message)),
                            "add_generation_prompt",
                            true),
                    tokens));
        } catch (TemplateException e) {
            throw new Problem(
                    ProblemType.UNAVAILABLE,
                    "The model's chat template cannot write down a question (%s). Please choose another model and tell an administrator."
                            .formatted(e.getMessage()),
                    e);
        }
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
