package io.cloister.inference.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.cloister.inference.OutputRules;
import io.cloister.inference.Sampling;
import io.cloister.inference.Sampling.Penalties;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told about the chosen tokens. */
class TokenChancesTests {

    private static final float NEVER = Float.NEGATIVE_INFINITY;

    /** e^2 + e + 1 + e. */
    private static final double TOTAL = Math.log(Math.E * Math.E + 2 * Math.E + 1);

    @Test
    void areThoseOfTheModelWhateverWasDoneToItsNumbers() {
        var sampling = new Sampling(0.3, 0, 1, 0.5, 0, new Penalties(2, 1, 1, 0), Map.of(0, -100f), 1L);
        var chooser = new TokenChooser(sampling, 3, new long[] {1, 3});

        assertThat(chooser.choose(new float[] {2, 1, 0, 1, NEVER}, new long[] {0b10101}))
                .isEqualTo(2);

        TokenChances chances = chooser.chances();
        assertThat(chances.logarithm()).isEqualTo(-TOTAL, within(1e-9));
        assertThat(chances.alternatives()).containsExactly(0, 1, 3);
        assertThat(chances.logarithms()).containsExactly(new double[] {2 - TOTAL, 1 - TOTAL, 1 - TOTAL}, within(1e-9));
    }

    @Test
    void nameNoTokensThatCannotComeAndNoneWhereNoneAreWanted() {
        var many = new TokenChooser(Sampling.GREEDY, 20, new long[0]);
        many.choose(new float[] {NEVER, 0, 0, NEVER}, null);
        var none = new TokenChooser(Sampling.GREEDY, 0, new long[0]);
        none.choose(new float[] {0, 0}, null);

        assertThat(many.chances().alternatives()).containsExactly(1, 2);
        assertThat(none.chances().alternatives()).isEmpty();
        assertThat(none.chances().logarithm()).isEqualTo(-Math.log(2), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"15, 1", "1024, 3", "5000, 10", "5000, 40"})
    void areThoseOfAFullSort(int vocabulary, double width) {
        var random = new Random(vocabulary);
        float[] logits = new float[vocabulary];
        for (int i = 0; i < vocabulary; i++) {
            logits[i] = (float) (width * random.nextGaussian());
        }
        double total = IntStream.range(0, vocabulary)
                .mapToDouble(i -> Math.exp(logits[i] - width))
                .sum();
        var chooser = new TokenChooser(Sampling.of(1, 1, 0, 2L), 15, new long[0]);

        int chosen = chooser.choose(logits.clone(), null);

        TokenChances chances = chooser.chances();
        Integer[] likeliest = IntStream.range(0, vocabulary)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -logits[i]))
                .limit(15)
                .toArray(Integer[]::new);
        assertThat(chances.alternatives()).containsExactly(likeliest);
        for (int i = 0; i < 15; i++) {
            assertThat(chances.logarithms()[i]).isEqualTo(logits[likeliest[i]] - width - Math.log(total), within(1e-6));
        }
        assertThat(chances.logarithm()).isEqualTo(logits[chosen] - width - Math.log(total), within(1e-6));
    }

    @Test
    void areToldOnlyWhereAskedForAndSomethingIsChosen() {
        var silent = new TokenChooser(Sampling.GREEDY, OutputRules.UNTOLD, new long[0]);
        silent.choose(new float[] {0, 0}, null);

        assertThatThrownBy(silent::chances).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(new TokenChooser(Sampling.GREEDY, 0, new long[0])::chances)
                .isInstanceOf(IllegalStateException.class);
    }
}
