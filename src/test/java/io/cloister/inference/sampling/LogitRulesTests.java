package io.cloister.inference.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.inference.OutputRules;
import io.cloister.inference.Sampling;
import io.cloister.inference.Sampling.Penalties;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What bias and penalties do to choices. */
class LogitRulesTests {

    @Test
    void neverChoosesWhatBiasForbidsAndAlwaysWhatItWants() {
        var unwanted = biased(Map.of(1, -100f, 3, -100f, 4_000_000, 100f));
        var wanted = biased(Map.of(2, 100f));

        for (int i = 0; i < 1000; i++) {
            assertThat(unwanted.choose(new float[] {0, 9, 1, 9}, null)).isIn(0, 2);
            assertThat(wanted.choose(new float[] {0, 9, 1, 9}, null)).isEqualTo(2);
        }
    }

    @Test
    void dividesOrMultipliesTheLogitsOfWhatTheWindowHolds() {
        var whole = penalised(new Penalties(2, 0, 0, 0), 7, 0, 1);
        assertThat(whole.choose(new float[] {3, -1, 1.4f, -1.9f}, null)).isZero();
        assertThat(whole.choose(new float[] {3, -1, 1.6f, -1.9f}, null)).isEqualTo(2);
        assertThat(whole.choose(new float[] {-9, -1, -9, -1.9f}, null)).isEqualTo(3);

        var two = penalised(new Penalties(2, 0, 0, 2), 0, 1, 1);
        assertThat(two.choose(new float[] {3, 4, 2}, null)).as("0 is forgotten").isZero();
        assertThat(two.choose(new float[] {3, 4, 2.5f}, null))
                .as("0 and 1 are remembered")
                .isEqualTo(2);
        assertThat(two.choose(new float[] {3, 4, 2.5f}, null))
                .as("1 is forgotten, though it came twice")
                .isEqualTo(1);
    }

    @Test
    void subtractsOnceOrEachTimeForWhatTheAnswerHolds() {
        var frequency = penalised(new Penalties(1, 1, 0, 0), 0, 0, 0);
        float[] logits = {2.5f, 0};
        assertThat(IntStream.range(0, 6).map(_ -> frequency.choose(logits.clone(), null)))
                .containsExactly(0, 0, 0, 1, 0, 1);

        var presence = penalised(new Penalties(1, 0, 2, 0), 0, 0, 0);
        float[] near = {1, 0, -0.5f};
        assertThat(IntStream.range(0, 5).map(_ -> presence.choose(near.clone(), null)))
                .containsExactly(0, 1, 2, 0, 0);
    }

    private static TokenChooser biased(Map<Integer, Float> bias) {
        return new TokenChooser(new Sampling(1, 0, 1, 1, 0, Penalties.NONE, bias, 3L), OutputRules.UNTOLD, new long[0]);
    }

    private static TokenChooser penalised(Penalties penalties, long... prompt) {
        return new TokenChooser(new Sampling(0, 0, 1, 1, 0, penalties, Map.of(), null), OutputRules.UNTOLD, prompt);
    }
}
