package io.cloister.inference.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.inference.OutputRules;
import io.cloister.inference.Sampling;
import io.cloister.inference.Sampling.Penalties;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenChooserTests {

    private static final Sampling CHANCE = Sampling.of(1, 1, 0, 11L);

    @Test
    void takesTheFirstOfTheLikeliestWithoutChance() {
        float[] logits = logits(3000, 0);
        logits[2047] = 5;
        logits[2048] = 5;
        logits[40] = 4.9999f;

        assertThat(greedy().choose(logits, null)).isEqualTo(2047);
        assertThat(greedy().choose(logits(3000, -7), null)).isZero();
        assertThat(greedy().choose(new float[] {-0f, 0f}, null)).isZero();
        assertThat(chooser(Sampling.of(2, 1, 1, null)).choose(logits, null)).isEqualTo(2047);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void refusesWhatIsNoNumberWhereverItStands(float none) {
        float[] rising = new float[2500];
        float[] falling = new float[2500];
        for (int i = 0; i < 2500; i++) {
            rising[i] = i;
            falling[i] = -i;
        }
        for (float[] numbers : new float[][] {rising, falling, logits(2500, Float.NEGATIVE_INFINITY)}) {
            for (int place = 0; place < numbers.length; place++) {
                float[] logits = numbers.clone();
                logits[place] = none;
                refuses(() -> greedy().choose(logits, null), "no valid numbers");
            }
        }
    }

    @Test
    void refusesNumbersThatLetNothingCome() {
        refuses(() -> greedy().choose(logits(5, Float.NEGATIVE_INFINITY), null), "no valid numbers");
        refuses(() -> chooser(CHANCE).choose(logits(5, Float.NEGATIVE_INFINITY), null), "no valid numbers");
    }

    @Test
    void refusesAMaskThatLeavesNothingPossible() {
        float[] logits = {1, 2, Float.NEGATIVE_INFINITY};

        refuses(() -> greedy().choose(logits.clone(), new long[1]), "leaves this model no word");
        refuses(() -> greedy().choose(logits.clone(), new long[0]), "leaves this model no word");
        refuses(() -> greedy().choose(logits.clone(), new long[] {0b1100}), "leaves this model no word");
    }

    @Test
    void seesThatNumbersAreNoneWhereTheMaskForbidsThem() {
        refuses(() -> greedy().choose(new float[] {1, Float.NaN}, new long[] {1}), "no valid numbers");
    }

    @Test
    void choosesOnlyWhatTheMaskAllows() {
        long[] mask = new long[3];
        mask[0] = 1L << 63;
        mask[2] = 0b101;
        var chooser = chooser(CHANCE);

        int[] chosen = IntStream.range(0, 500)
                .map(_ -> chooser.choose(logits(700, 1), mask))
                .distinct()
                .sorted()
                .toArray();

        assertThat(chosen).containsExactly(63, 128, 130);
    }

    @Test
    void makesTheSameChoicesForTheSameSeedWhateverIsToldOrAllowed() {
        float[] logits = logits(300, 0);
        long[] all = new long[5];
        Arrays.fill(all, -1);
        var plain = chooser(CHANCE);
        var other = chooser(CHANCE);
        var asked = new TokenChooser(CHANCE, 20, new long[] {1, 2});
        var another = chooser(Sampling.of(1, 1, 0, 12L));

        int same = 0;
        for (int i = 0; i < 200; i++) {
            int wanted = plain.choose(logits.clone(), null);
            assertThat(other.choose(logits.clone(), all)).isEqualTo(wanted);
            assertThat(asked.choose(logits.clone(), null)).isEqualTo(wanted);
            assertThat(asked.chances().logarithm()).isLessThan(0);
            same += another.choose(logits.clone(), null) == wanted ? 1 : 0;
        }
        assertThat(same).isLessThan(20);
    }

    /** One random number each, even where there is nothing to choose from. */
    @Test
    void keepsInStepWithATextThatHadNoChoice() {
        var free = chooser(CHANCE);
        var bound = chooser(CHANCE);
        for (int i = 0; i < 100; i++) {
            free.choose(logits(300, 0), null);
            bound.choose(logits(300, 0), new long[] {1});
        }

        for (int i = 0; i < 50; i++) {
            assertThat(free.choose(logits(300, 0), null)).isEqualTo(bound.choose(logits(300, 0), null));
        }
    }

    @Test
    void choosesAmongHugeAndDistantNumbers() {
        float[] logits = {-Float.MAX_VALUE, Float.MAX_VALUE, 0, Float.NEGATIVE_INFINITY};

        assertThat(chooser(new Sampling(2, 3, 0.9, 0.9, 0.1, new Penalties(0.001, 0, 0, 0), Map.of(1, 100f), 5L))
                        .choose(logits, null))
                .isEqualTo(1);
        assertThat(chooser(Sampling.of(Double.MIN_VALUE, 1, 0, 5L)).choose(new float[] {1, 1.001f, 1}, null))
                .isEqualTo(1);
    }

    private static TokenChooser greedy() {
        return chooser(Sampling.GREEDY);
    }

    private static TokenChooser chooser(Sampling sampling) {
        return new TokenChooser(sampling, OutputRules.UNTOLD, new long[0]);
    }

    private static float[] logits(int count, float value) {
        float[] logits = new float[count];
        Arrays.fill(logits, value);
        return logits;
    }

    private static void refuses(ThrowingCallable choice, String sentence) {
        assertThatThrownBy(choice)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE))
                .hasMessageContaining(sentence);
    }
}
