package io.cloister.audit;

/** How an act ended. */
public enum Outcome {
    SUCCESS,
    FAILURE,
    DENIED,
    ABORTED,
    INDETERMINATE
}
