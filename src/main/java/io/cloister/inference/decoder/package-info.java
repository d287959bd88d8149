/** Decoder models from folders in the Hugging Face and Optimum layout. */
@NullMarked
package io.cloister.inference.decoder;

import org.jspecify.annotations.NullMarked;
