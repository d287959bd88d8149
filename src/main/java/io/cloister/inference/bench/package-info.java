/** Measures what models cost here: building them, and writing with them through the engine that serves people. */
@NullMarked
package io.cloister.inference.bench;

import org.jspecify.annotations.NullMarked;
