/** The table of models, and the digests by which their files are known again. */
@NullMarked
package io.cloister.catalog.store;

import org.jspecify.annotations.NullMarked;
