/** The built-in model that answers with sentences of its sources, word for word. */
@NullMarked
package io.cloister.inference.quote;

import org.jspecify.annotations.NullMarked;
