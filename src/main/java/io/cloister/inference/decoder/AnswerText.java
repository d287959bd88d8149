package io.cloister.inference.decoder;

import io.cloister.inference.ChatMessage;
import io.cloister.inference.GenerationChunk;
import io.cloister.inference.grammar.ToolCallReader;
import io.cloister.inference.sampling.StopStrings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an answer's text, piece by piece: calls of tools are taken out, a stop string ends it, and its
 * citations get their marks. Not safe for use by several threads.
 */
final class AnswerText {

    private final @Nullable ToolCallReader tools;
    private final StopStrings stops;
    private final CitationMarks marks;
    private boolean called;

    /** @param tools null where none are offered */
    AnswerText(@Nullable ToolCallReader tools, StopStrings stops, CitationMarks marks) {
        this.tools = tools;
        this.stops = stops;
        this.marks = marks;
    }

    /**
     * Takes a token.
     *
     * @param piece that has become certain with it, often empty
     */
    List<GenerationChunk> append(int token, String piece) {
        return tools == null ? show(piece) : read(tools.append(token, piece));
    }

    /** Takes the last piece and gives what was held back. */
    List<GenerationChunk> finish(String piece) {
        var chunks = new ArrayList<GenerationChunk>();
        if (!stopped()) {
            if (tools == null) {
                chunks.addAll(show(piece));
            } else {
                chunks.addAll(read(tools.append(piece)));
                chunks.addAll(read(tools.finish()));
            }
            chunks.addAll(stopped() ? List.of() : marks.append(stops.finish()));
        }
        chunks.addAll(marks.finish());
        return chunks;
    }

    private List<GenerationChunk> read(ToolCallReader.Reading reading) {
        var chunks = new ArrayList<>(show(reading.text()));
        for (ChatMessage.ToolCall call : reading.calls()) {
            called = true;
            chunks.add(new GenerationChunk.Call(call));
        }
        return chunks;
    }

    private List<GenerationChunk> show(String text) {
        return marks.append(stops.append(text));
    }

    /** Whether a stop string is complete: nothing of what follows counts. */
    boolean stopped() {
        return stops.stopped();
    }

    /** Whether a tool was called. */
    boolean called() {
        return called;
    }
}
