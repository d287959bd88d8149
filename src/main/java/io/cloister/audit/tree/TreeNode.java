package io.cloister.audit.tree;

/**
 * A complete subtree.
 *
 * @param level 0 for a leaf; the subtree covers 2^level leaves
 * @param index counted from the left among the nodes of its level
 */
public record TreeNode(int level, long index, Hash hash) {

    /** Index of the first leaf below. */
    public long firstLeaf() {
        return index << level;
    }

    /** The size at which a growing tree completes this node. */
    public long completedAt() {
        return (index + 1) << level;
    }
}
