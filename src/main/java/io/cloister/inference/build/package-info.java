/** Writes ONNX graphs from checkpoints. */
@NullMarked
package io.cloister.inference.build;

import org.jspecify.annotations.NullMarked;
