/** What the launcher calls: commands, and failures in one line. */
@NullMarked
package io.cloister.platform.console;

import org.jspecify.annotations.NullMarked;
