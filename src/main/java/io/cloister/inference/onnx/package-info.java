/** Sessions and tensors of ONNX Runtime; its types appear nowhere else. */
@NullMarked
package io.cloister.inference.onnx;

import org.jspecify.annotations.NullMarked;
