package io.cloister.inference.exchange;

import io.cloister.inference.ChatMessage.ToolCall;
import io.cloister.inference.FinishReason;
import io.cloister.inference.GenerationChunk;
import io.cloister.inference.GenerationChunk.Finished;
import java.util.ArrayList;
import java.util.List;
import org.springframework.ai.chat.model.ChatResponse;

/** Puts an answer together. Belongs to one thread. */
final class WholeResponse {

    private final StringBuilder text = new StringBuilder();
    private final List<ToolCall> calls = new ArrayList<>();
    private Finished finished = new Finished(FinishReason.STOP, 0, 0, 0);

    void add(GenerationChunk chunk) {
        switch (chunk) {
            case GenerationChunk.Text piece -> text.append(piece.text());
            case GenerationChunk.Call call -> calls.add(call.call());
            case Finished last -> finished = last;
            case GenerationChunk.Quotation _ -> {
                // Spring AI has no word for it.
            }
        }
    }

    ChatResponse response() {
        return ResponsePieces.response(ResponsePieces.message(text.toString(), calls), finished);
    }
}
