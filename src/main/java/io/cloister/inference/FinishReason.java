package io.cloister.inference;

/** Why a model stopped. */
public enum FinishReason {
    STOP,
    LENGTH,
    /** A grounded model found nothing in the sources that answers. */
    NO_ANSWER
}
