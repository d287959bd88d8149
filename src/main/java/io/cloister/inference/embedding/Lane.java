package io.cloister.inference.embedding;

/** How urgent a text is; the first go first. */
enum Lane {
    /** Somebody waits for the answer. */
    QUESTION,
    /** Documents that are taken in, and other work without a watcher. */
    BULK
}
