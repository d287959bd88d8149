package io.cloister.gateway.web;

import io.cloister.gateway.web.ChatChunk.Delta;
import io.cloister.inference.GenerationChunk;
import io.cloister.inference.GenerationChunk.Token;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chat answers as chunks. */
final class ChatStream extends StreamedAnswer {

    private final Map<Integer, Integer> calls = new HashMap<>();

    ChatStream(AnswerHead head, EventStream events) {
        super(head, events);
    }

    @Override
    void begin(int text) {
        send(chunk(text, Delta.BEGINNING, null, null));
    }

    @Override
    Object piece(int text, String piece, List<Token> tokens) {
        return chunk(text, Delta.text(piece), TokenLogprobs.of(tokens), null);
    }

    @Override
    Object call(int text, GenerationChunk.Call call) {
        int index = calls.merge(text, 1, Integer::sum) - 1;
        return chunk(text, Delta.call(ToolCallDocument.streamed(index, call.call())), null, null);
    }

    @Override
    Object last(int text, @Nullable String finishWord) {
        return chunk(text, Delta.END, null, finishWord);
    }

    @Override
    Object usage(Usage all) {
        return chunk(List.of(), all);
    }

    private ChatChunk chunk(int text, Delta delta, @Nullable TokenLogprobs logprobs, @Nullable String finishWord) {
        return chunk(List.of(new ChatChunk.Choice(text, delta, logprobs, finishWord)), null);
    }

    private ChatChunk chunk(List<ChatChunk.Choice> choices, @Nullable Usage usage) {
        return new ChatChunk(
                head().id("chatcmpl"),
                "chat.completion.chunk",
                head().created(),
                head().model(),
                head().fingerprint(),
                choices,
                usage);
    }
}
