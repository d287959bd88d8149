/** Commands that measure on a database of their own, which is thrown away. */
@NullMarked
package io.cloister.evaluation.console;

import org.jspecify.annotations.NullMarked;
