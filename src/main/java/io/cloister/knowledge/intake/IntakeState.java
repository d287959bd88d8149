package io.cloister.knowledge.intake;

/** How far a file is on its way to becoming a document. */
public enum IntakeState {
    QUEUED,
    READING,
    EMBEDDING,
    /** Readable, and kept back until the day from which it holds. */
    WAITING,
    FAILED
}
