package io.cloister.knowledge.retrieval;

import io.cloister.catalog.ModelId;

/**
 * Vectors of one embedding model.
 *
 * @param dimensions length of each
 * @param weight of its list; that of words is {@link HybridSearch#WORDS}
 */
record EmbeddingSpace(int id, ModelId model, int dimensions, double weight) {}
