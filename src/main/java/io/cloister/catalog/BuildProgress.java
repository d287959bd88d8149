package io.cloister.catalog;

/** How whoever builds a model tells how far it is, and learns that it shall stop. Called by several threads. */
public interface BuildProgress {

    /** Of work that nobody watches and nobody cancels. */
    BuildProgress NONE = new BuildProgress() {
        @Override
        public void advanced(long done, long total) {}

        @Override
        public boolean cancelled() {
            return false;
        }
    };

    /**
     * Called at least once for each megabytes-large tensor.
     *
     * @param done bytes of source weights so far
     * @param total of them
     */
    void advanced(long done, long total);

    /** Whether to stop; asked at least once a second. */
    boolean cancelled();
}
