/** Private AI for organisations that may not send their data out. */
@NullMarked
package io.cloister;

import org.jspecify.annotations.NullMarked;
