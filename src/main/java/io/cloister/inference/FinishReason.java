package io.cloister.inference;

/** Why a model stopped. */
public enum FinishReason {
    STOP,
    LENGTH,
    /** It waits for the answers of tools. */
    TOOL_CALLS,
    /** A grounded model found nothing in the sources that answers. */
    NO_ANSWER
}
