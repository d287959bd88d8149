/** Finding passages by words and by meaning, and keeping what that needs. */
@NullMarked
package io.cloister.knowledge.retrieval;

import org.jspecify.annotations.NullMarked;
