/** Measures of rankings. */
@NullMarked
package io.cloister.evaluation.scoring;

import org.jspecify.annotations.NullMarked;
