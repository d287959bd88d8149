package io.cloister.knowledge.ingestion;

/**
 * How much of a file is read.
 *
 * @param characters of extracted text
 * @param pages of a PDF
 */
public record ParsingLimits(int characters, int pages) {}
