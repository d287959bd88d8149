package io.cloister.knowledge.retrieval;

import java.util.Map;
import java.util.UUID;

/**
 * What one way of searching says.
 *
 * @param weight of this way among all, more than 0
 * @param top its best passages with their scores, best first; at most {@link Fusion#DEPTH}
 * @param scores of other passages, as far as they are known
 * @param complete whether nothing but {@code top} has a score above 0, so that its last one is not the measure of least
 */
record RankedList(double weight, Map<UUID, Double> top, Map<UUID, Double> scores, boolean complete) {}
