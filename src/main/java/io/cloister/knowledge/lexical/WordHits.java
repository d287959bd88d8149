package io.cloister.knowledge.lexical;

import java.util.Map;
import java.util.UUID;

/**
 * What the words of a question found.
 *
 * @param scores BM25 of passages, best first
 * @param passages in the indexes that were searched
 * @param corrections words that occur nowhere there, and the ones that were searched instead
 */
public record WordHits(Map<UUID, Double> scores, long passages, Map<String, String> corrections) {}
