/** Writes events, in the transaction of the act or in one of their own. */
@NullMarked
package io.cloister.audit.recording;

import org.jspecify.annotations.NullMarked;
