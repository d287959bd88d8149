/** The embedding model of the house as a Spring AI model. */
@NullMarked
package io.cloister.inference.embedding;

import org.jspecify.annotations.NullMarked;
