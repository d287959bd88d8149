/**
 * ONNX Runtime through its C interface, for what the Java one lacks: tensors on a device that a graph reads and writes
 * in place, bound once for many steps.
 */
@NullMarked
package io.cloister.inference.binding;

import org.jspecify.annotations.NullMarked;
