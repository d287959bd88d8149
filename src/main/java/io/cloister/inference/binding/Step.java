package io.cloister.inference.binding;

/** One token of some neighbouring rows, with all that it reads and writes. Used by one thread at a time. */
sealed interface Step extends AutoCloseable permits BoundStep, CapturedStep {

    /** Computes what the inputs hold. */
    void run(RunOptions options);

    @Override
    void close();
}
