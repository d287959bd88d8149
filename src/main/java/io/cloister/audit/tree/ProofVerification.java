package io.cloister.audit.tree;

import java.util.List;

/** Checks proofs against roots one trusts (RFC 9162, 2.1.3.2 and 2.1.4.2). Stateless. */
public final class ProofVerification {

    private ProofVerification() {}

    /** Whether the path proves that the leaf stands at this index of the tree with this root. */
    public static boolean includes(Hash root, long size, Hash leaf, long index, List<Hash> path) {
        if (index < 0 || index >= size) {
            return false;
        }
        long node = index;
        long last = size - 1;
        Hash hash = leaf;
        for (Hash sibling : path) {
            if (last == 0) {
                return false;
            }
            if (isRight(node) || node == last) {
                hash = Hash.node(sibling, hash);
                int levels = levelsWithoutRightSibling(node);
                node >>= levels;
                last >>= levels;
            } else {
                hash = Hash.node(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /**
     * Whether the path proves that the tree with the new root grew out of the one with the old root. False for an empty
     * old tree, about which nothing can be proved.
     */
    public static boolean growsFrom(Hash oldRoot, long oldSize, Hash newRoot, long newSize, List<Hash> path) {
        if (oldSize < 1 || oldSize > newSize) {
            return false;
        }
        if (oldSize == newSize) {
            return path.isEmpty() && oldRoot.equals(newRoot);
        }
        if (path.isEmpty()) {
            return false;
        }
        boolean oldIsComplete = Long.bitCount(oldSize) == 1;
        int skipped = Long.numberOfTrailingZeros(oldSize);
        long node = (oldSize - 1) >> skipped;
        long last = (newSize - 1) >> skipped;
        Hash oldHash = oldIsComplete ? oldRoot : path.getFirst();
        Hash newHash = oldHash;
        for (Hash sibling : oldIsComplete ? path : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if (isRight(node) || node == last) {
                oldHash = Hash.node(sibling, oldHash);
                newHash = Hash.node(sibling, newHash);
                int levels = levelsWithoutRightSibling(node);
                node >>= levels;
                last >>= levels;
            } else {
                newHash = Hash.node(newHash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && oldHash.equals(oldRoot) && newHash.equals(newRoot);
    }

    private static boolean isRight(long node) {
        return (node & 1) == 1;
    }

    /** How often a node at the right edge, being a left child without a sibling, is carried up unchanged. */
    private static int levelsWithoutRightSibling(long node) {
        return node == 0 ? 0 : Long.numberOfTrailingZeros(node);
    }
}
