/** Commands that run models without the portal. */
@NullMarked
package io.cloister.inference.console;

import org.jspecify.annotations.NullMarked;
