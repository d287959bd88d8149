/**
 * Model families: what each decoder computes, said in one vocabulary of records that the graph is built from. A family is
 * a few lines that read its {@code config.json}; nothing here knows ONNX.
 */
@NullMarked
package io.cloister.inference.family;

import org.jspecify.annotations.NullMarked;
