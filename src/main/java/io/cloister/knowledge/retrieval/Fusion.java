package io.cloister.knowledge.retrieval;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Weighs passages by several lists: a convex combination of scores, each brought to 0 to 1 by the range of its list
 * (Bruch, Gai, Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", 2022). A passage in any list counts in
 * all of them, since its score is known there too; so a list cannot lift what another one finds far away.
 */
final class Fusion {

    /** Passages of a list. */
    static final int DEPTH = 100;

    private Fusion() {}

    static Set<UUID> candidates(Collection<Map<UUID, Double>> lists) {
        Set<UUID> candidates = new LinkedHashSet<>();
        lists.forEach(list -> candidates.addAll(list.keySet()));
        return candidates;
    }

    /** Weight of each candidate, 0 to 1, best first. */
    static Map<UUID, Double> weigh(List<RankedList> lists) {
        double sum = lists.stream().mapToDouble(RankedList::weight).sum();
        Map<UUID, Double> weights = new LinkedHashMap<>();
        candidates(lists.stream().map(RankedList::top).toList()).forEach(id -> weights.put(id, 0.0));
        for (RankedList list : lists) {
            if (list.top().isEmpty()) {
                continue;
            }
            List<Double> range = List.copyOf(list.top().values());
            double most = range.getFirst();
            double least = list.complete() ? 0 : range.getLast();
            double breadth = most - least;
            weights.replaceAll((id, weight) -> {
                double score = list.top().getOrDefault(id, list.scores().getOrDefault(id, least));
                double share = breadth <= 0 ? 0 : Math.max(0, (score - least) / breadth);
                return weight + list.weight() / sum * share;
            });
        }
        Map<UUID, Double> sorted = new LinkedHashMap<>();
        weights.entrySet().stream()
                .sorted(Map.Entry.<UUID, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
