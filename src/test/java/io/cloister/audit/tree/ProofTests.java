package io.cloister.audit.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProofTests {

    private static final int SIZES = 70;

    private final TreeOfLeaves tree = TreeOfLeaves.ofSize(SIZES);
    private final ProofBuilder proofs = new ProofBuilder(tree::stored);

    @Test
    void everyLeafIsProvedInEverySize() {
        for (int size = 1; size <= SIZES; size++) {
            Hash root = tree.rootByDefinition(size);
            for (int index = 0; index < size; index++) {
                List<Hash> path = proofs.inclusion(index, size);
                assertThat(ProofVerification.includes(root, size, tree.leaf(index), index, path))
                        .as("leaf %d of %d", index, size)
                        .isTrue();
                assertThat(path.size()).isLessThanOrEqualTo(Long.SIZE - Long.numberOfLeadingZeros(size - 1));
            }
        }
    }

    @Test
    void everyLeafProofIsRefusedForAnyOtherIndexRootOrLeaf() {
        for (int size = 2; size <= 33; size++) {
            Hash root = tree.rootByDefinition(size);
            for (int index = 0; index < size; index++) {
                List<Hash> path = proofs.inclusion(index, size);
                int other = (index + 1) % size;
                assertThat(ProofVerification.includes(root, size, tree.leaf(index), other, path))
                        .isFalse();
                assertThat(ProofVerification.includes(root, size, tree.leaf(other), index, path))
                        .isFalse();
                assertThat(ProofVerification.includes(
                                tree.rootByDefinition(size - 1), size, tree.leaf(index), index, path))
                        .isFalse();
            }
        }
    }

    @Test
    void everyGrowthIsProved() {
        for (int newSize = 1; newSize <= SIZES; newSize++) {
            for (int oldSize = 1; oldSize <= newSize; oldSize++) {
                List<Hash> path = proofs.consistency(oldSize, newSize);
                assertThat(ProofVerification.growsFrom(
                                tree.rootByDefinition(oldSize), oldSize, tree.rootByDefinition(newSize), newSize, path))
                        .as("from %d to %d", oldSize, newSize)
                        .isTrue();
            }
        }
    }

    @Test
    void aProofWithOneBitFlippedIsRefused() {
        Random random = new Random(6962);
        for (int round = 0; round < 2000; round++) {
            int newSize = 2 + random.nextInt(SIZES - 1);
            int oldSize = 1 + random.nextInt(newSize - 1);
            int index = random.nextInt(newSize);
            Hash newRoot = tree.rootByDefinition(newSize);
            assertThat(ProofVerification.includes(
                            newRoot,
                            newSize,
                            tree.leaf(index),
                            index,
                            flipped(proofs.inclusion(index, newSize), random)))
                    .isFalse();
            assertThat(ProofVerification.growsFrom(
                            tree.rootByDefinition(oldSize),
                            oldSize,
                            newRoot,
                            newSize,
                            flipped(proofs.consistency(oldSize, newSize), random)))
                    .isFalse();
        }
    }

    @Test
    void refusesToProveWhatIsNotThere() {
        assertThatThrownBy(() -> proofs.inclusion(5, 5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> proofs.consistency(0, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> proofs.consistency(6, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Hash> flipped(List<Hash> path, Random random) {
        List<Hash> changed = new ArrayList<>(path);
        int place = random.nextInt(changed.size());
        byte[] bytes = changed.get(place).bytes();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        changed.set(place, Hash.of(bytes));
        return changed;
    }
}
