/** Commands about models. */
@NullMarked
package io.cloister.catalog.console;

import org.jspecify.annotations.NullMarked;
