/** Gives recorded events their place in the Merkle tree and signs its root. */
@NullMarked
package io.cloister.audit.sealing;

import org.jspecify.annotations.NullMarked;
