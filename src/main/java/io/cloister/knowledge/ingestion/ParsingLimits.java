package io.cloister.knowledge.ingestion;

import java.time.Duration;

/**
 * What reading one file may cost.
 *
 * @param deadline wall-clock time, waiting for a free reader included
 * @param readers files read at the same time
 * @param characters of extracted text
 * @param pages of a PDF
 */
public record ParsingLimits(Duration deadline, int readers, int characters, int pages) {}
