/** Checks the whole trail against itself and against the signed note outside the database. */
@NullMarked
package io.cloister.audit.verification;

import org.jspecify.annotations.NullMarked;
