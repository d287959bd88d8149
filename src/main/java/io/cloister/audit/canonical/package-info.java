/** The one form of bytes in which an event is hashed. */
@NullMarked
package io.cloister.audit.canonical;

import org.jspecify.annotations.NullMarked;
