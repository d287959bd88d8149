/** Encoders: models for embedding, reranking and classifying tokens, and the scheduler that all of them run through. */
@NullMarked
package io.cloister.inference.embedding;

import org.jspecify.annotations.NullMarked;
