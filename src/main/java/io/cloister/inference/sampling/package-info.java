/** How the next token is chosen, and where a text must stop. */
@NullMarked
package io.cloister.inference.sampling;

import org.jspecify.annotations.NullMarked;
