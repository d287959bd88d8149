package io.cloister.audit.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;

class GrowingTreeTests {

    private static final int SIZES = 130;

    @Test
    void hasTheRootOfTheDefinitionAtEverySize() {
        for (int size = 0; size <= SIZES; size++) {
            TreeOfLeaves tree = TreeOfLeaves.ofSize(size);
            assertThat(tree.growing().root()).as("size %d", size).isEqualTo(tree.rootByDefinition(size));
        }
    }

    @Test
    void isHashOfNothingWhenEmpty() {
        assertThat(new GrowingTree().root().hex())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void goesOnFromStoredNodesAsIfItHadNeverStopped() {
        TreeOfLeaves whole = TreeOfLeaves.ofSize(SIZES);
        for (int size = 0; size < SIZES; size++) {
            GrowingTree resumed = GrowingTree.resume(size, whole::stored);
            assertThat(resumed.root()).as("size %d", size).isEqualTo(whole.rootByDefinition(size));
            resumed.append(whole.leaf(size));
            assertThat(resumed.root()).as("size %d", size + 1).isEqualTo(whole.rootByDefinition(size + 1));
        }
    }

    @Test
    void returnsEachCompletedNodeOnce() {
        GrowingTree tree = new GrowingTree();
        TreeOfLeaves leaves = TreeOfLeaves.ofSize(4);
        assertThat(tree.append(leaves.leaf(0))).extracting(TreeNode::level).containsExactly(0);
        assertThat(tree.append(leaves.leaf(1))).extracting(TreeNode::level).containsExactly(0, 1);
        assertThat(tree.append(leaves.leaf(2))).extracting(TreeNode::level).containsExactly(0);
        assertThat(tree.append(leaves.leaf(3)))
                .extracting(TreeNode::level, TreeNode::index, TreeNode::firstLeaf, TreeNode::completedAt)
                .containsExactly(tuple(0, 3L, 3L, 4L), tuple(1, 1L, 2L, 4L), tuple(2, 0L, 0L, 4L));
    }

    @Test
    void aHashOfTheWrongLengthIsRefused() {
        assertThatThrownBy(() -> Hash.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }
}
