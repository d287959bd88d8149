/**
 * Builds model folders from checkpoints: the graph in ONNX with ONNX Runtime's fused operators, its weights quantized as
 * wanted, and what describes it.
 */
@NullMarked
package io.cloister.inference.build;

import org.jspecify.annotations.NullMarked;
