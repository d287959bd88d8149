package io.cloister.audit.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Makes proofs from stored subtrees, reading O(log size) of them (RFC 6962, 2.1.1 and 2.1.2). */
public final class ProofBuilder {

    private final NodeReader nodes;

    public ProofBuilder(NodeReader nodes) {
        this.nodes = nodes;
    }

    /**
     * That a leaf is part of a tree: hashes from its sibling upwards.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= index < size}
     */
    public List<Hash> inclusion(long index, long size) {
        Objects.checkIndex(index, size);
        List<Hash> path = new ArrayList<>();
        inclusion(index, 0, size, path);
        return path;
    }

    /**
     * That a tree grew out of a smaller one.
     *
     * @throws IllegalArgumentException unless {@code 0 < oldSize <= newSize}
     */
    public List<Hash> consistency(long oldSize, long newSize) {
        if (oldSize < 1 || oldSize > newSize) {
            throw new IllegalArgumentException("no tree of " + newSize + " grew out of one of " + oldSize);
        }
        List<Hash> path = new ArrayList<>();
        consistency(oldSize, 0, newSize, true, path);
        return path;
    }

    private void inclusion(long index, long from, long to, List<Hash> path) {
        if (to - from == 1) {
            return;
        }
        long middle = from + leftPart(to - from);
        if (index < middle) {
            inclusion(index, from, middle, path);
            path.add(subtree(middle, to));
        } else {
            inclusion(index, middle, to, path);
            path.add(subtree(from, middle));
        }
    }

    private void consistency(long oldSize, long from, long to, boolean isOldRoot, List<Hash> path) {
        if (oldSize == to) {
            if (!isOldRoot) {
                path.add(subtree(from, to));
            }
            return;
        }
        long middle = from + leftPart(to - from);
        if (oldSize <= middle) {
            consistency(oldSize, from, middle, isOldRoot, path);
            path.add(subtree(middle, to));
        } else {
            consistency(oldSize, middle, to, false, path);
            path.add(subtree(from, middle));
        }
    }

    /** The root of the leaves from (inclusive) to (exclusive), which lie as the recursion of the RFC cuts them. */
    private Hash subtree(long from, long to) {
        long width = to - from;
        if (Long.bitCount(width) == 1) {
            int level = Long.numberOfTrailingZeros(width);
            return nodes.read(level, from >> level);
        }
        long middle = from + leftPart(width);
        return Hash.node(subtree(from, middle), subtree(middle, to));
    }

    /** The largest power of two smaller than the width. */
    private static long leftPart(long width) {
        return Long.highestOneBit(width - 1);
    }
}
