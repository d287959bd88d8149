package io.cloister.inference.embedding;

import org.jspecify.annotations.Nullable;

/**
 * How an embedding model is used, as its maker says.
 *
 * @param pooling null where the graph itself gives a vector for a text
 * @param poolsPrompt whether a prompt's tokens count when vectors are pooled
 * @param maxTokens of a text, special ones included; what is longer loses its end
 * @param lowerCase whether texts are written in lower case before they are read
 * @param queryPrompt stands before questions; often empty
 * @param passagePrompt stands before passages; often empty
 * @param plainShare how much of a question's vector is that of the question without its prompt, 0 to 1; more than 0 only
 *     where the prompt counts in pooling
 */
record EmbeddingRecipe(
        @Nullable Pooling pooling,
        boolean poolsPrompt,
        int maxTokens,
        boolean lowerCase,
        String queryPrompt,
        String passagePrompt,
        double plainShare) {}
