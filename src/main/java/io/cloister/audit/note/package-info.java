/** Signed checkpoints: their text, the keys that sign and verify them, and the copy kept outside the database. */
@NullMarked
package io.cloister.audit.note;

import org.jspecify.annotations.NullMarked;
