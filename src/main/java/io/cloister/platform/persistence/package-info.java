/** The database: embedded or external, and on whose behalf each transaction works. */
@NullMarked
package io.cloister.platform.persistence;

import org.jspecify.annotations.NullMarked;
