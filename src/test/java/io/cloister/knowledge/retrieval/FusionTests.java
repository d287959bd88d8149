package io.cloister.knowledge.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FusionTests {

    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final UUID C = new UUID(0, 3);

    @Test
    void addsUpSharesOfEachListsRangeByWeight() {
        // By words: A 1, B 0.5 of the whole score. By meaning: B 1, C 0, and A, known there too, a half.
        var words = new RankedList(0.25, scores(A, 8, B, 4), Map.of(), true);
        var meaning = new RankedList(0.75, scores(B, 0.9, C, 0.5), Map.of(A, 0.7), false);

        Map<UUID, Double> weights = Fusion.weigh(List.of(words, meaning));

        assertThat(weights.keySet()).containsExactly(B, A, C);
        assertThat(weights.get(B)).isCloseTo(0.25 * 0.5 + 0.75, within(1e-12));
        assertThat(weights.get(A)).isCloseTo(0.25 + 0.75 * 0.5, within(1e-12));
        assertThat(weights.get(C)).isZero();
    }

    @Test
    void countsNothingBelowTheLastOfAListThatGoesOn() {
        var meaning = new RankedList(1, scores(A, 0.9, B, 0.5), Map.of(C, 0.1), false);
        var words = new RankedList(1, scores(C, 3), Map.of(), true);

        assertThat(Fusion.weigh(List.of(meaning, words))).containsEntry(C, 0.5).containsEntry(A, 0.5);
    }

    @Test
    void weighsNothingWithoutLists() {
        assertThat(Fusion.weigh(List.of())).isEmpty();
        assertThat(Fusion.weigh(List.of(new RankedList(1, Map.of(), Map.of(), true))))
                .isEmpty();
    }

    /** Lists drawn anew each time: one better everywhere is never below, in whichever order the lists come. */
    @RepeatedTest(200)
    void keepsTheOrderInWhichAllListsAgreeAndMindsNotTheirOwn(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<UUID> ids = new ArrayList<>();
        for (int number = 0; number < 2 + random.nextInt(20); number++) {
            ids.add(new UUID(1, number));
        }
        List<Map<UUID, Double>> all = new ArrayList<>();
        List<RankedList> lists = new ArrayList<>();
        for (int list = 0; list < 1 + random.nextInt(4); list++) {
            Map<UUID, Double> scores = new LinkedHashMap<>();
            ids.forEach(id -> scores.put(id, random.nextDouble(0.01, 10)));
            all.add(scores);
            lists.add(ranked(scores, 1 + random.nextInt(ids.size()), random.nextDouble(0.1, 1)));
        }

        Map<UUID, Double> weights = Fusion.weigh(lists);

        for (UUID better : weights.keySet()) {
            for (UUID worse : weights.keySet()) {
                if (all.stream().allMatch(scores -> score(scores, better) >= score(scores, worse))) {
                    assertThat(score(weights, better)).isGreaterThanOrEqualTo(score(weights, worse) - 1e-12);
                }
            }
        }
        Collections.shuffle(lists, random);
        Fusion.weigh(lists).forEach((id, weight) -> assertThat(weight).isCloseTo(score(weights, id), within(1e-12)));
        assertThat(weights.values()).allMatch(weight -> weight >= 0 && weight <= 1 + 1e-12);
    }

    private static RankedList ranked(Map<UUID, Double> scores, int depth, double weight) {
        Map<UUID, Double> top = new LinkedHashMap<>();
        scores.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(depth)
                .forEach(entry -> top.put(entry.getKey(), entry.getValue()));
        return new RankedList(weight, top, scores, false);
    }

    private static double score(Map<UUID, Double> scores, UUID id) {
        return scores.getOrDefault(id, -1.0);
    }

    private static Map<UUID, Double> scores(Object... pairs) {
        Map<UUID, Double> scores = new LinkedHashMap<>();
        for (int index = 0; index < pairs.length; index += 2) {
            scores.put((UUID) pairs[index], ((Number) pairs[index + 1]).doubleValue());
        }
        return scores;
    }
}
