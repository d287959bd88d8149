/** Lists events and makes proofs for the facade. */
@NullMarked
package io.cloister.audit.reading;

import org.jspecify.annotations.NullMarked;
