package io.cloister.knowledge.isolation;

import io.cloister.knowledge.ingestion.ParsingLimits;
import java.time.Duration;

/**
 * What reading files may cost.
 *
 * @param deadline wall-clock time for one file, once a process is free
 * @param processes files read at the same time
 * @param heapMegabytes of a process; it takes about 200 more
 */
public record ReaderLimits(Duration deadline, int processes, int heapMegabytes, ParsingLimits parsing) {}
