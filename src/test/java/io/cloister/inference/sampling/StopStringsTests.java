package io.cloister.inference.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a text stops, whatever pieces it comes in. */
class StopStringsTests {

    @Test
    void givesWhatCannotBelongToAStopStringAtOnceAndHoldsBackTheRest() {
        var stops = new StopStrings(List.of("\nUser:"));

        assertThat(stops.append("Hello")).isEqualTo("Hello");
        assertThat(stops.append(" there\nUs")).isEqualTo(" there");
        assertThat(stops.append("ual")).isEqualTo("\nUsual");
        assertThat(stops.append("\nUser")).isEmpty();
        assertThat(stops.stopped()).isFalse();
        assertThat(stops.append(": Hi")).isEmpty();
        assertThat(stops.stopped()).isTrue();
        assertThat(stops.append("more")).isEmpty();
        assertThat(stops.finish()).isEmpty();
    }

    @Test
    void givesWhatItHeldBackWhereTheTextEndsFirst() {
        var stops = new StopStrings(List.of("END"));

        assertThat(stops.append("the EN")).isEqualTo("the ");
        assertThat(stops.finish()).isEqualTo("EN");
        assertThat(stops.stopped()).isFalse();
    }

    @Test
    void holdsNothingBackWithoutStopStrings() {
        var stops = new StopStrings(List.of());

        assertThat(stops.append("all")).isEqualTo("all");
        assertThat(stops.finish()).isEmpty();
        assertThat(stops.stopped()).isFalse();
    }

    @Test
    void waitsForAnEarlierOneThatMayStillBecomeWhole() {
        var stops = new StopStrings(List.of("bc", "abcd"));

        assertThat(stops.append("xabc")).isEqualTo("x");
        assertThat(stops.stopped()).isFalse();
        assertThat(stops.append("e")).isEqualTo("a");
        assertThat(stops.stopped()).isTrue();
    }

    @Test
    void doesNotWaitForALongerOneThatBeginsAtTheSamePlace() {
        var stops = new StopStrings(List.of("ab", "abcd"));

        assertThat(stops.append("xab")).isEqualTo("x");
        assertThat(stops.stopped()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 3", "4, 5"})
    void endsATextWhereANaiveSearchDoesHoweverItIsCut(long seed, int most) {
        var random = new Random(seed);
        for (int i = 0; i < 400; i++) {
            List<String> stops = IntStream.rangeClosed(0, random.nextInt(most))
                    .mapToObj(_ -> word(random, 1 + random.nextInt(5)))
                    .toList();
            String text = word(random, 9);
            int end = stops.stream()
                    .mapToInt(text::indexOf)
                    .filter(start -> start >= 0)
                    .min()
                    .orElse(-1);
            for (int cuts = 0; cuts < 1 << (text.length() - 1); cuts++) {
                var sought = new StopStrings(stops);
                assertThat(given(sought, text, cuts))
                        .as("%s in %s cut at %s", stops, text, Integer.toBinaryString(cuts))
                        .isEqualTo(end < 0 ? text : text.substring(0, end));
                assertThat(sought.stopped()).isEqualTo(end >= 0);
            }
        }
    }

    /** A search that begins anew at each place would compare 16 billion characters. */
    @Test
    void takesLongStopStringsThatNearlyBecomeWholeAllTheTime() {
        List<String> stops = IntStream.range(0, 16)
                .mapToObj(i -> "a".repeat(9_983 + i) + "b")
                .toList();
        var sought = new StopStrings(stops);
        long length = 0;
        for (int i = 0; i < 100_000; i++) {
            length += sought.append("a").length();
        }

        assertThat(length).isEqualTo(100_000 - 9_998);
        length += sought.append("b").length();
        assertThat(sought.stopped()).isTrue();
        assertThat(length).isEqualTo(100_000 - 9_998);
    }

    /** Each set bit cuts behind its character. */
    private static String given(StopStrings stops, String text, int cuts) {
        var given = new StringBuilder();
        int from = 0;
        for (int to = 1; to <= text.length(); to++) {
            if (to == text.length() || (cuts >> (to - 1) & 1) == 1) {
                given.append(stops.append(text.substring(from, to)));
                from = to;
            }
        }
        return given.append(stops.finish()).toString();
    }

    private static String word(Random random, int length) {
        return random.ints(length, 'a', 'c')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
