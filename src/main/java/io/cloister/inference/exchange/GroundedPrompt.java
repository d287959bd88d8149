package io.cloister.inference.exchange;

import io.cloister.inference.GenerationRequest;
import io.cloister.inference.SourceText;
import java.util.List;
import java.util.Map;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.prompt.Prompt;

/**
 * A question with its sources, as carried by a {@link Prompt}: the question is its user message, the sources are that
 * message's metadata.
 */
public record GroundedPrompt(String question, List<SourceText> sources, SampledChatOptions options) {

    private static final String SOURCES = "cloister.sources";
    private static final int DEFAULT_MAX_NEW_TOKENS = 512;

    public static Prompt toPrompt(GenerationRequest request) {
        var message = UserMessage.builder()
                .text(request.prompt())
                .metadata(Map.of(SOURCES, request.sources()))
                .build();
        return new Prompt(message, new SampledChatOptions(request.sampling(), request.maxNewTokens()));
    }

    /** Reads a prompt back; one that was made elsewhere has no sources. */
    public static GroundedPrompt of(Prompt prompt) {
        UserMessage message = prompt.getUserMessage();
        List<SourceText> sources = message.getMetadata().get(SOURCES) instanceof List<?> list
                ? list.stream().map(SourceText.class::cast).toList()
                : List.of();
        String text = message.getText() == null ? "" : message.getText();
        return new GroundedPrompt(text, sources, SampledChatOptions.of(prompt.getOptions(), DEFAULT_MAX_NEW_TOKENS));
    }
}
