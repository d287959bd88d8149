/** Reads checkpoint folders in the layout of Hugging Face: configuration and weights in the safetensors format. */
@NullMarked
package io.cloister.inference.checkpoint;

import org.jspecify.annotations.NullMarked;
