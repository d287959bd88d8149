/** Unpacking of archives that nobody has reason to trust. */
@NullMarked
package io.cloister.catalog.archive;

import org.jspecify.annotations.NullMarked;
