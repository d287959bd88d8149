package io.cloister.catalog.archive;

/**
 * What an archive may become.
 *
 * @param bytes of all files
 * @param entries files and folders, whether or not they are used
 */
public record UnpackLimits(long bytes, int entries) {

    /** Weights hardly shrink, and text by a few times; what grows further was made to fill disks. */
    private static final long RATIO = 100;

    private static final long ALWAYS_ALLOWED = 16L << 20;
    private static final int MOST_ENTRIES = 10_000;

    /**
     * @param bytes most, whatever the archive's size
     * @param archiveBytes its size
     */
    public static UnpackLimits of(long bytes, long archiveBytes) {
        long byRatio = ALWAYS_ALLOWED + RATIO * Math.min(archiveBytes, Long.MAX_VALUE / RATIO / 2);
        return new UnpackLimits(Math.min(bytes, byRatio), MOST_ENTRIES);
    }
}
