package io.cloister.inference.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.inference.OutputFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Constraints of one model share what they find out, and give the same masks as if they did not. */
class ConstraintCompilerTests {

    private static final OutputFormat OBJECT = new OutputFormat.JsonObject();

    @Test
    void manyDifferentTextsGetTheMasksThatAFreshOneGets() throws Exception {
        try (var used = ConstrainedTexts.ofBytes("{\"", "\":", "],[");
                var fresh = ConstrainedTexts.ofBytes("{\"", "\":", "],[")) {
            // Every nesting is a configuration of its own: more than are kept.
            for (int seed = 0; seed < 150; seed++) {
                nested(new Random(seed)).chars().forEach(used.start(OBJECT)::accept);
            }
            TokenConstraint one = used.start(OBJECT);
            TokenConstraint other = fresh.start(OBJECT);
            for (int token : nested(new Random(200)).chars().toArray()) {
                assertThat(one.mask()).isEqualTo(other.mask());
                one.accept(token);
                other.accept(token);
            }
        }
    }

    private static String nested(Random random) {
        var text = new StringBuilder("{\"a\":");
        for (int i = 0; i < 80; i++) {
            text.append(random.nextBoolean() ? "[" : "{\"b\":");
        }
        return text + "1";
    }

    @Test
    void severalThreadsGetTheSameMasks() throws Exception {
        try (var texts = ConstrainedTexts.ofBytes("{\"", "\":", "true");
                var threads = Executors.newFixedThreadPool(4)) {
            Callable<List<long[]>> work = () -> {
                TokenConstraint constraint = texts.start(OBJECT);
                List<long[]> masks = new ArrayList<>();
                for (int token : "{\"a\":[1,{\"b\":\"c\"}],\"d\":{}}".chars().toArray()) {
                    masks.add(constraint.mask().clone());
                    constraint.accept(token);
                }
                return masks;
            };
            List<Future<List<long[]>>> results = threads.invokeAll(List.of(work, work, work, work));

            List<long[]> first = results.getFirst().get();
            for (Future<List<long[]>> result : results) {
                assertThat(Arrays.deepEquals(result.get().toArray(), first.toArray()))
                        .isTrue();
            }
        }
    }

    @Test
    void aTokenThatTheMaskForbidsIsNotTaken() throws Exception {
        try (var texts = ConstrainedTexts.ofBytes()) {
            TokenConstraint constraint = texts.start(OBJECT);

            assertThatThrownBy(() -> constraint.accept('x')).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> constraint.accept(ByteVocabulary.END))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void controlTokensAndBytesThatAreNoTextNeverComeIntoAString() throws Exception {
        try (var texts = ConstrainedTexts.ofBytes()) {
            TokenConstraint constraint = texts.start(OBJECT);
            "{\"".chars().forEach(constraint::accept);
            var mask = java.util.BitSet.valueOf(constraint.mask());

            assertThat(mask.get('a')).isTrue();
            assertThat(mask.get(0xC3)).isTrue();
            assertThat(mask.get(0xA4)).isFalse();
            assertThat(mask.get(0xFF)).isFalse();
            assertThat(mask.get(ByteVocabulary.CALLS)).isFalse();
            assertThat(mask.get('\n')).isFalse();
        }
    }
}
