package io.cloister.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.inference.Sampling.Penalties;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of a request out of their range are refused wherever they come from. */
class SamplingTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -0.1, 0, 1, 1, 0 | The temperature must be a number from 0 to 2.
            2.1, 0, 1, 1, 0  | The temperature must be a number from 0 to 2.
            NaN, 0, 1, 1, 0  | The temperature must be a number from 0 to 2.
            1, -1, 1, 1, 0   | Top-k must be
            1, 0, 0, 1, 0    | Typical must be
            1, 0, 1.1, 1, 0  | Typical must be
            1, 0, 1, 0, 0    | Top-p must be
            1, 0, 1, NaN, 0  | Top-p must be
            1, 0, 1, 1, -0.1 | Min-p must be
            1, 0, 1, 1, 1.1  | Min-p must be
            """)
    void refusesNumbers(String numbers, String sentence) {
        List<Double> values =
                List.of(numbers.split(", ")).stream().map(Double::valueOf).toList();
        refuses(
                () -> new Sampling(
                        values.get(0),
                        values.get(1).intValue(),
                        values.get(2),
                        values.get(3),
                        values.get(4),
                        Penalties.NONE,
                        Map.of(),
                        null),
                sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 0, The repetition penalty",
        "10.1, 0, 0, 0, The repetition penalty",
        "1, 2.1, 0, 0, The frequency penalty",
        "1, 0, -2.1, 0, The presence penalty",
        "1, 0, NaN, 0, The presence penalty",
        "1, 0, 0, -1, The window of the repetition penalty"
    })
    void refusesPenalties(double repetition, double frequency, double presence, int window, String sentence) {
        refuses(() -> new Penalties(repetition, frequency, presence, window), sentence);
    }

    @Test
    void refusesBias() {
        refuses(() -> biased(Map.of(1, 100.1f)), "from -100 to 100");
        refuses(() -> biased(Map.of(1, Float.NaN)), "from -100 to 100");
        refuses(() -> biased(Map.of(-1, 1f)), "a negative token");
        refuses(() -> biased(ofTokens(1025)), "at most 1,024");
    }

    @Test
    void takesWhatLiesOnTheBorders() {
        var limits = new Sampling(2, 0, 1, 1, 1, new Penalties(10, 2, -2, 0), Map.of(0, -100f, 1, 100f), null);

        assertThat(limits.temperature()).isEqualTo(2);
        assertThat(biased(ofTokens(1024)).bias()).hasSize(1024);
    }

    @Test
    void refusesRulesThatNobodyNeeds() {
        refuses(() -> rules(List.of(""), 0), "A stop text is empty or too long");
        refuses(() -> rules(List.of("x".repeat(10_001)), 0), "A stop text is empty or too long");
        refuses(() -> rules(IntStream.range(0, 17).mapToObj(String::valueOf).toList(), 0), "at most 16");
        refuses(() -> rules(List.of(), 21), "ask for 0 to 20");
        refuses(() -> rules(List.of(), -2), "ask for 0 to 20");
    }

    private static void rules(List<String> stops, int alternatives) {
        assertThat(new OutputRules(stops, new OutputFormat.Free(), alternatives))
                .isNull();
    }

    private static Sampling biased(Map<Integer, Float> bias) {
        return new Sampling(1, 0, 1, 1, 0, Penalties.NONE, bias, null);
    }

    private static Map<Integer, Float> ofTokens(int count) {
        return IntStream.range(0, count).boxed().collect(Collectors.toMap(Function.identity(), _ -> 1f));
    }

    private static void refuses(ThrowingCallable making, String sentence) {
        assertThatThrownBy(making)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_INPUT))
                .hasMessageContaining(sentence);
    }
}
