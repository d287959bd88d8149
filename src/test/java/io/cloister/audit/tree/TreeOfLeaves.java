package io.cloister.audit.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** A whole tree in memory, and roots by the recursion that defines them. */
final class TreeOfLeaves {

    private final List<Hash> leaves = new ArrayList<>();
    private final Map<String, Hash> nodes = new HashMap<>();
    private final Map<Integer, Hash> roots = new HashMap<>();
    private final GrowingTree growing = new GrowingTree();

    static TreeOfLeaves ofSize(int size) {
        TreeOfLeaves tree = new TreeOfLeaves();
        IntStream.range(0, size).forEach(i -> tree.add(Hash.leaf(new byte[] {(byte) i, (byte) (i >> 8)})));
        return tree;
    }

    private void add(Hash leaf) {
        leaves.add(leaf);
        for (TreeNode node : growing.append(leaf)) {
            nodes.put(node.level() + "/" + node.index(), node.hash());
        }
    }

    Hash leaf(int index) {
        return leaves.get(index);
    }

    GrowingTree growing() {
        return growing;
    }

    Hash stored(int level, long index) {
        return Objects.requireNonNull(nodes.get(level + "/" + index), () -> "no node " + level + "/" + index);
    }

    Hash rootByDefinition(int size) {
        return roots.computeIfAbsent(size, wanted -> rootByDefinition(leaves.subList(0, wanted)));
    }

    private static Hash rootByDefinition(List<Hash> part) {
        if (part.isEmpty()) {
            return Hash.ofNothing();
        }
        if (part.size() == 1) {
            return part.getFirst();
        }
        int middle = Integer.highestOneBit(part.size() - 1);
        return Hash.node(
                rootByDefinition(part.subList(0, middle)), rootByDefinition(part.subList(middle, part.size())));
    }
}
