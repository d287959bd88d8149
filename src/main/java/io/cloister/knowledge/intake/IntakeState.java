package io.cloister.knowledge.intake;

/** How far a file is on its way to becoming a document. */
public enum IntakeState {
    QUEUED,
    READING,
    EMBEDDING,
    FAILED
}
