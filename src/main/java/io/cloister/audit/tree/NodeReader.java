package io.cloister.audit.tree;

/** Where the hashes of complete subtrees are kept. */
@FunctionalInterface
public interface NodeReader {

    /** @throws IllegalStateException where that subtree is not stored */
    Hash read(int level, long index);
}
