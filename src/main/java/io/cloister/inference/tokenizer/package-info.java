/** Text to tokens and back, without a single call to the outside. */
@NullMarked
package io.cloister.inference.tokenizer;

import org.jspecify.annotations.NullMarked;
