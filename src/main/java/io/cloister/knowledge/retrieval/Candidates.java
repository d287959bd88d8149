package io.cloister.knowledge.retrieval;

import io.cloister.knowledge.Passage;
import io.cloister.knowledge.SearchMode;
import io.cloister.knowledge.Why;
import io.cloister.knowledge.lexical.SharedWords;
import io.cloister.knowledge.lexical.WordHits;
import io.cloister.knowledge.lexical.WordSearch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What all ways of searching found for one question. Not thread-safe. */
final class Candidates {

    private final Map<UUID, Double> words;
    private final Map<UUID, Double> topWords = new LinkedHashMap<>();
    private final List<Near> meanings = new ArrayList<>();

    /** Passages near a question in one space. */
    private record Near(Meaning.Vector vector, Map<UUID, Double> top, Map<UUID, Double> others) {

        @Nullable Double score(UUID id) {
            Double score = top.get(id);
            return score == null ? others.get(id) : score;
        }
    }

    Candidates(WordHits hits, SearchMode mode) {
        this.words = mode == SearchMode.VECTOR ? Map.of() : hits.scores();
        this.words.entrySet().stream()
                .limit(Fusion.DEPTH)
                .forEach(entry -> topWords.put(entry.getKey(), entry.getValue()));
    }

    void add(Meaning.Vector vector, Map<UUID, Double> nearest) {
        meanings.add(new Near(vector, nearest, new LinkedHashMap<>()));
    }

    /** Learns how near those are that only another list brought. */
    void compare(NearestVectors vectors) {
        List<Map<UUID, Double>> lists = new ArrayList<>();
        lists.add(topWords);
        meanings.forEach(near -> lists.add(near.top()));
        Set<UUID> all = Fusion.candidates(lists);
        for (Near near : meanings) {
            Set<UUID> others = new HashSet<>(all);
            others.removeAll(near.top().keySet());
            near.others()
                    .putAll(vectors.compare(near.vector().space(), near.vector().vector(), others));
        }
    }

    /** Weight of each, 0 to 1, best first. */
    Map<UUID, Double> weigh() {
        List<RankedList> lists = new ArrayList<>();
        lists.add(new RankedList(HybridSearch.WORDS, topWords, words, words.size() < Fusion.DEPTH));
        meanings.forEach(
                near -> lists.add(new RankedList(near.vector().space().weight(), near.top(), near.others(), false)));
        return Fusion.weigh(lists);
    }

    Passage explain(PassageRows.Row row, String question, Map<UUID, Double> weights) {
        UUID id = row.passage().id();
        Map<String, Why.Stage> stages = new LinkedHashMap<>();
        for (Near near : meanings) {
            Double score = near.score(id);
            if (score != null) {
                stages.put(
                        near.vector().space().model().value().toString(), new Why.Stage(rank(near.top(), id), score));
            }
        }
        Double first = meanings.isEmpty() ? null : meanings.getFirst().score(id);
        double cosine = first == null ? 0 : first;
        SharedWords shared = WordSearch.shared(question, readable(row), row.language());
        var why = new Why(byWords(id, shared), stages, weights.getOrDefault(id, 0.0));
        double relevance = Relevance.of(cosine, shared.coverage());
        Double least = row.threshold();
        // Without a model of meaning nothing tells how near it is; then words alone must do.
        boolean bears = meanings.isEmpty() || relevance >= (least == null ? Relevance.THRESHOLD : least);
        return row.passage().with(new Passage.Found(cosine, relevance, bears, why));
    }

    private static String readable(PassageRows.Row row) {
        Passage passage = row.passage();
        return passage.title() + "\n" + String.join("\n", passage.section()) + "\n" + passage.text();
    }

    private Why.@Nullable ByWords byWords(UUID id, SharedWords shared) {
        Double score = words.get(id);
        Integer rank = rank(words, id);
        return score == null || rank == null ? null : new Why.ByWords(rank, score, List.copyOf(shared.words()));
    }

    private static @Nullable Integer rank(Map<UUID, Double> list, UUID wanted) {
        int rank = 0;
        for (UUID id : list.keySet()) {
            rank++;
            if (id.equals(wanted)) {
                return rank;
            }
        }
        return null;
    }
}
