package io.cloister.audit.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A tree that grows at its right edge and remembers only the complete subtrees along it: at most 64 hashes, whatever
 * its size. Not thread-safe.
 */
public final class GrowingTree {

    /** Complete subtrees from right (smallest) to left (largest). */
    private final Deque<TreeNode> edge = new ArrayDeque<>();

    private long size;

    /** Takes up a stored tree where it ended. */
    public static GrowingTree resume(long size, NodeReader stored) {
        GrowingTree tree = new GrowingTree();
        tree.size = size;
        long covered = 0;
        for (int level = Long.SIZE - 2; level >= 0; level--) {
            if ((size >> level & 1) == 1) {
                long index = covered >> level;
                tree.edge.push(new TreeNode(level, index, stored.read(level, index)));
                covered += 1L << level;
            }
        }
        return tree;
    }

    /** Adds a leaf and returns it with every subtree that it completes, from the leaf upwards. */
    public List<TreeNode> append(Hash leaf) {
        List<TreeNode> completed = new ArrayList<>(2);
        TreeNode node = new TreeNode(0, size, leaf);
        completed.add(node);
        TreeNode neighbour = edge.peek();
        while (neighbour != null && neighbour.level() == node.level()) {
            edge.pop();
            node = new TreeNode(node.level() + 1, node.index() >> 1, Hash.node(neighbour.hash(), node.hash()));
            completed.add(node);
            neighbour = edge.peek();
        }
        edge.push(node);
        size++;
        return completed;
    }

    public long size() {
        return size;
    }

    /** O(log size). */
    public Hash root() {
        Hash root = null;
        for (TreeNode node : edge) {
            root = root == null ? node.hash() : Hash.node(node.hash(), root);
        }
        return root == null ? Hash.ofNothing() : root;
    }
}
