package io.cloister.knowledge.retrieval;

import io.cloister.access.Permissions;
import io.cloister.access.PersonId;
import io.cloister.access.ResourceKind;
import io.cloister.knowledge.CollectionId;
import io.cloister.knowledge.DocumentId;
import io.cloister.knowledge.Passage;
import io.cloister.knowledge.PassageSearch;
import io.cloister.knowledge.SearchMode;
import io.cloister.knowledge.SearchNotice;
import io.cloister.knowledge.SearchRequest;
import io.cloister.knowledge.ingestion.CleanText;
import io.cloister.knowledge.lexical.WordHits;
import io.cloister.knowledge.lexical.WordScoring;
import io.cloister.knowledge.lexical.WordSearch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Search by words and by meaning together, restricted twice: by the collections granted to the asker, bound as ids, and
 * by row-level security on every row that is read, those of the index of words included.
 */
@Component
class HybridSearch implements PassageSearch {

    /** Weight of the list of words among those of the embedding models. */
    static final double WORDS = 0.35;

    /** Hits by words whose scores are known to passages that meaning found. */
    private static final int WORD_DEPTH = 500;

    /** Characters of a question that count. */
    private static final int LONGEST_QUESTION = 4_000;

    private final Permissions permissions;
    private final WordSearch words;
    private final EmbeddingSpaces spaces;
    private final Meaning meaning;
    private final NearestVectors nearest;
    private final PassageRows rows;
    private final Abbreviations abbreviations;

    HybridSearch(
            Permissions permissions,
            WordSearch words,
            EmbeddingSpaces spaces,
            Meaning meaning,
            NearestVectors nearest,
            PassageRows rows,
            Abbreviations abbreviations) {
        this.permissions = permissions;
        this.words = words;
        this.spaces = spaces;
        this.meaning = meaning;
        this.nearest = nearest;
        this.rows = rows;
        this.abbreviations = abbreviations;
    }

    @Override
    @Transactional
    public Findings search(PersonId asker, SearchRequest request) {
        Set<UUID> granted = permissions.granted(asker, ResourceKind.COLLECTION);
        Set<CollectionId> searched = granted.stream()
                .map(CollectionId::new)
                .filter(id -> request.within().isEmpty() || request.within().contains(id))
                .collect(Collectors.toUnmodifiableSet());
        String asked = begun(CleanText.line(request.question()));
        if (searched.isEmpty() || asked.isEmpty()) {
            return Findings.none(searched);
        }
        List<DocumentId> within = rows.documents(searched, request.filter());
        if (within != null && within.isEmpty()) {
            return Findings.none(searched);
        }
        return find(asked, searched, within, request);
    }

    private static String begun(String question) {
        return question.codePointCount(0, question.length()) > LONGEST_QUESTION
                ? question.substring(0, question.offsetByCodePoints(0, LONGEST_QUESTION))
                : question;
    }

    private Findings find(
            String asked, Set<CollectionId> searched, @Nullable List<DocumentId> within, SearchRequest request) {
        List<SearchNotice> notices = new ArrayList<>();
        String expanded = abbreviations.expand(asked, notices);
        List<EmbeddingSpace> compared = request.mode() == SearchMode.KEYWORD ? List.of() : spaces.active();
        Meaning.Pending pending = meaning.begin(asked, compared);
        WordHits hits = words.search(searched, expanded, WordScoring.DEFAULT, within, WORD_DEPTH);
        hits.corrections().forEach((word, instead) -> notices.add(new SearchNotice.Corrected(word, instead)));
        if (hits.passages() == 0) {
            return Findings.none(searched);
        }
        Candidates candidates = new Candidates(hits, request.mode());
        Meaning.Vectors vectors = pending.await();
        vectors.missing()
                .forEach(space -> notices.add(
                        new SearchNotice.WithoutMeaning(space.model().value().toString())));
        for (Meaning.Vector vector : vectors.vectors()) {
            candidates.add(
                    vector,
                    nearest.find(
                            new VectorTable.Query(vector.space(), vector.vector(), searched, within, Fusion.DEPTH),
                            hits.passages()));
        }
        candidates.compare(nearest);
        return new Findings(
                passages(expanded, candidates, request.limit()), searched, hits.passages(), List.copyOf(notices));
    }

    private List<Passage> passages(String question, Candidates candidates, int limit) {
        Map<UUID, Double> weights = candidates.weigh();
        // Some are passed over: near copies of better ones.
        List<UUID> best = weights.keySet().stream().limit(limit * 2L + 10).toList();
        Map<UUID, PassageRows.Row> texts = new LinkedHashMap<>();
        rows.read(best).forEach(row -> texts.put(row.passage().id(), row));
        List<PassageRows.Row> ordered =
                best.stream().filter(texts::containsKey).map(texts::get).toList();
        return Diversity.distinct(ordered, limit).stream()
                .map(row -> candidates.explain(row, question, weights))
                .toList();
    }
}
