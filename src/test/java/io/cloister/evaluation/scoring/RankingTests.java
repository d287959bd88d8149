package io.cloister.evaluation.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RankingTests {

    @Test
    void gainsLessTheLowerAnIdStands() {
        var ranking = new Ranking(List.of("x", "a", "y", "b"), Map.of("a", 1, "b", 1));

        // (1/log2(3) + 1/log2(5)) / (1/log2(2) + 1/log2(3))
        assertThat(ranking.ndcg(10)).isCloseTo((0.63093 + 0.43068) / (1 + 0.63093), within(1e-5));
        assertThat(ranking.ndcg(2)).isCloseTo(0.63093 / 1.63093, within(1e-5));
        assertThat(ranking.ndcg(1)).isZero();
    }

    @Test
    void gainsExponentiallyWithGrades() {
        var ranking = new Ranking(List.of("good", "best"), Map.of("best", 2, "good", 1));

        // (1 + 3/log2(3)) / (3 + 1/log2(3))
        assertThat(ranking.ndcg(10)).isCloseTo(2.89279 / 3.63093, within(1e-5));
    }

    @Test
    void countsWhatWasFoundAmongAllThatBears() {
        var ranking = new Ranking(List.of("x", "a", "y", "b"), Map.of("a", 1, "b", 1, "c", 1, "d", 1));

        assertThat(ranking.recall(2)).isEqualTo(0.25);
        assertThat(ranking.recall(10)).isEqualTo(0.5);
    }

    @Test
    void looksForTheFirstThatBears() {
        var ranking = new Ranking(List.of("x", "y", "a"), Map.of("a", 1));

        assertThat(ranking.reciprocalRank(10)).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(ranking.reciprocalRank(2)).isZero();
    }

    @Test
    void wantsSomethingToBeFound() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Ranking(List.of("a"), Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Ranking(List.of("a"), Map.of("a", 0)));
    }
}
