/**
 * The serving engine: one loop for each loaded model lets many texts grow together, admits them fairly, and uses again
 * what was read before.
 */
@NullMarked
package io.cloister.inference.scheduling;

import org.jspecify.annotations.NullMarked;
