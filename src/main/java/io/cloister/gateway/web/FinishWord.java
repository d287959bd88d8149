package io.cloister.gateway.web;

import io.cloister.inference.FinishReason;

/** Why an answer ended, in OpenAI's words. */
final class FinishWord {

    private FinishWord() {}

    static String of(FinishReason reason) {
        return switch (reason) {
            case STOP, NO_ANSWER -> "stop";
            case LENGTH -> "length";
            case TOOL_CALLS -> "tool_calls";
        };
    }
}
