/**
 * Running models: ONNX sessions, tokenizers and the built-in quoting model, behind two ports for text generation and embedding.
 */
@ApplicationModule(allowedDependencies = {"platform", "audit", "catalog"})
@NullMarked
package io.cloister.inference;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
