/** RFC 6962 Merkle trees: roots, proofs and their verification, without any storage. */
@NullMarked
package io.cloister.audit.tree;

import org.jspecify.annotations.NullMarked;
